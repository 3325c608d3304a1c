package io.portallink.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds what a caller got, and what became of the link, against the contract. */
final class Verdict {

    private static final long DEADLINE_MILLIS = 5_000;
    private static final long SLACK_MILLIS = 500;
    private static final long MOST_SLACK_MILLIS = 1_000;

    private final Fault fault;
    private final Walk walk;
    private final Expected expected;

    Verdict(Fault fault, Walk walk, Expected expected) {
        this.fault = fault;
        this.walk = walk;
        this.expected = expected;
    }

    /** @param busy what an open takes meanwhile that meets no fault: so much slack, from half a second to a whole, is the machine's */
    void inTime(List<Walk.Answer> answers, long busy) {
        long slack = Math.clamp(busy, SLACK_MILLIS, MOST_SLACK_MILLIS);
        for (Walk.Answer answer : answers) {
            assertThat(answer.millis()).as(walk.caller + ", milliseconds").isLessThan(DEADLINE_MILLIS + slack);
        }
    }

    void answers(List<Walk.Answer> answers, Instant now) {
        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<String> response = answers.get(i).response();
            assertThat(response.body() + response.headers().map())
                    .doesNotContain(
                            PlatformWords.SECRET,
                            BrokerTestConfiguration.EASYPOST_KEY,
                            BrokerTestConfiguration.SHIPENGINE_KEY);
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
            if (walk.caller == Caller.API_LAUNCH) {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            } else if (expected.opens()) {
                opened(response, expected.mint(), now);
            } else {
                problem(response, i == 0 ? expected.least() : Math.min(1, expected.least()));
            }
        }
    }

    /** The caller gets into the portal of the account, by the answer to its own call. */
    void opened(HttpResponse<String> response, int mint, Instant now) {
        String url = response.headers().firstValue("Location").orElse("");
        if (walk.caller == Caller.API_DIRECT) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            url = Http.json(response).path("url").stringValue("");
        } else {
            int status = walk.caller == Caller.BROWSER_BUTTON || walk.caller == Caller.BROWSER_FIVE_TIMES ? 303 : 302;
            assertThat(response.statusCode()).as(walk.caller + response.body()).isEqualTo(status);
        }
        assertThat(url).startsWith("https://").contains(PlatformWords.mark(walk.account, mint));
        if (walk.caller.direct()) {
            Duration life =
                    walk.platform.equals(PlatformWords.EASYPOST) ? Duration.ofMinutes(5) : Duration.ofSeconds(10);
            Instant expires = Instant.parse(
                    response.headers().firstValue("Portal-Link-Expires-At").orElseThrow());
            assertThat(expires).isAfter(now).isBeforeOrEqualTo(now.plus(life));
        }
    }

    private void problem(HttpResponse<String> response, int least) {
        assertThat(response.statusCode()).as(walk.caller + response.body()).isEqualTo(expected.status());
        assertThat(response.headers().firstValue("Location")).isEmpty();
        int wait = Integer.parseInt(response.headers().firstValue("Retry-After").orElse("0"));
        assertThat(wait).as(walk.caller + ", Retry-After").isBetween(least, expected.most());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (walk.caller.direct()) {
            assertThat(type).isEqualTo("application/problem+json");
            assertThat(Http.json(response).path("code").stringValue("")).isEqualTo(expected.code());
            assertThat(Http.json(response).path("platform").stringValue("")).isEqualTo(walk.platform);
        } else {
            assertThat(type).isEqualTo("text/html;charset=UTF-8");
            assertThat(response.body()).contains("<html lang=\"en\">");
        }
    }

    /** @return the status that the link has now */
    String link(JsonNode link) {
        String status = link.path("status").stringValue("");
        assertThat(status).as(walk.caller + link.toString()).isEqualTo(expectedStatus());
        boolean told = walk.caller != Caller.API_LAUNCH && walk.caller != Caller.BROWSER_REFRESH;
        if (told && !expected.code().isEmpty()) {
            JsonNode last = link.path("events").path(link.path("events").size() - 1);
            assertThat(last.path("type").stringValue("")).isEqualTo("failed");
            assertThat(last.path("code").stringValue("")).isEqualTo(expected.code());
        }
        return status;
    }

    private String expectedStatus() {
        if (walk.caller == Caller.API_LAUNCH) {
            return "issued";
        }
        if (expected.opens() || walk.caller == Caller.BROWSER_REFRESH) {
            return "opened";
        }
        if (expected.code().isEmpty()) {
            return "issued"; // whose lease is over by then
        }
        return walk.caller.direct() || givenUp() ? "failed" : "issued";
    }

    private boolean givenUp() {
        return walk.caller == Caller.BROWSER_FIVE_TIMES && fault.counted();
    }

    /** Whether the link can be followed once more when all is well. */
    boolean hasAnother() {
        return walk.caller == Caller.API_LAUNCH || (!walk.caller.direct() && !expected.opens());
    }

    /** @return what the second try got, in words */
    String another(HttpResponse<String> response, Instant now) {
        if (givenUp()) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(410);
        } else {
            opened(response, 1, now);
        }
        return ", then " + response.statusCode();
    }
}
