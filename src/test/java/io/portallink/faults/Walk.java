package io.portallink.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What one caller does about one fault: before, during and after. */
final class Walk {

    private static final String LINKS = "/v1/portal-links";
    private static final Map<String, String> BUTTON = Map.of("Sec-Fetch-Site", "same-origin");

    final Fault fault;
    final Caller caller;
    final String platform;
    final String account;
    private final Http home;
    private final String merchant;
    private String link = "";
    private String path = "";
    private String cookie = "";

    /** @param lane of the calls; what has its own breaker, bulkhead and tap */
    Walk(Setting setting, Fault fault, Caller caller, String platform, String lane) {
        this.fault = fault;
        this.caller = caller;
        this.platform = platform;
        this.home = setting.home().http();
        this.merchant = lane + "." + caller;
        this.account = merchant.replace('.', '-').replace('_', '-');
    }

    /** While all is well. */
    void prepare(FaultyPlatform raw) {
        if (caller.direct() || caller == Caller.API_LAUNCH) {
            return;
        }
        note(create(home, "launch"));
        if (caller == Caller.BROWSER_REFRESH) {
            HttpResponse<String> launch = home.get(path, Http.NAVIGATION);
            assertThat(launch.statusCode()).as(launch.body()).isEqualTo(302);
            cookie = launch.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            String refresh = raw.refreshUrl(account); // who is never told of it is let in by the used ticket
            path = refresh.isEmpty() ? path : Http.path(refresh);
        }
    }

    /** While the fault lasts. */
    List<Answer> act(FaultBroker broker) {
        Http http = broker.http();
        List<Answer> answers = new ArrayList<>();
        for (int left = caller == Caller.BROWSER_FIVE_TIMES ? 5 : 1; left > 0; left--) {
            long start = System.nanoTime();
            HttpResponse<String> response = ask(http);
            answers.add(new Answer(response, (System.nanoTime() - start) / 1_000_000));
        }
        if (caller == Caller.API_LAUNCH) {
            note(answers.getFirst().response());
        }
        return answers;
    }

    /** The link that the caller asked for, as the API tells it; of a direct one, the merchant's only one. */
    JsonNode link() {
        if (link.isEmpty()) {
            JsonNode links = Http.json(home.api("GET", LINKS + "?merchant_id=" + merchant, "acme-key", ""));
            assertThat(links.path("data").size()).as(links.toString()).isEqualTo(1);
            link = links.path("data").path(0).path("id").stringValue();
        }
        return Http.json(home.api("GET", LINKS + "/" + link, "acme-key", ""));
    }

    /** When all is well again: the same ticket, or the same visit. */
    HttpResponse<String> again() {
        return caller == Caller.API_LAUNCH ? home.get(path, Http.NAVIGATION) : ask(home);
    }

    private HttpResponse<String> ask(Http http) {
        return switch (caller) {
            case API_DIRECT -> create(http, "direct");
            case API_LAUNCH -> create(http, "launch");
            case API_REDIRECT ->
                http.send(
                        "POST",
                        LINKS,
                        Map.of(
                                "Authorization", "Bearer acme-key",
                                "Content-Type", "application/json",
                                "Accept", "text/html"),
                        body(""));
            case BROWSER_LINK -> http.get(path, Http.NAVIGATION);
            case BROWSER_REFRESH -> {
                Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
                headers.put("Cookie", cookie);
                yield http.get(path, headers);
            }
            case BROWSER_BUTTON, BROWSER_FIVE_TIMES -> http.send("POST", path, BUTTON, "");
        };
    }

    private HttpResponse<String> create(Http http, String mode) {
        return http.api("POST", LINKS, "acme-key", body(", \"mode\": \"" + mode + "\""));
    }

    private String body(String more) {
        return "{\"merchant_id\": \"" + merchant + "\", \"platform\": \"" + platform + "\", \"account\": \"" + account
                + "\"" + more + "}";
    }

    private void note(HttpResponse<String> created) {
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        link = Http.json(created).path("id").stringValue();
        path = Http.path(Http.json(created).path("url").stringValue());
    }

    /** With the milliseconds that it took. */
    record Answer(HttpResponse<String> response, long millis) {}
}
