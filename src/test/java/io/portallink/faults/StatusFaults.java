package io.portallink.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;
import static io.portallink.portal.Problem.PLATFORM_INVALID_RESPONSE;
import static io.portallink.portal.Problem.PLATFORM_RATE_LIMITED;
import static io.portallink.portal.Problem.PLATFORM_TIMEOUT;
import static io.portallink.portal.Problem.PLATFORM_UNAVAILABLE;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Well-formed answers that are none: of other statuses, or with nothing usable in them. */
final class StatusFaults {

    private static final Expected INVALID = Expected.problem(PLATFORM_INVALID_RESPONSE);
    private static final Expected UNAVAILABLE = Expected.problem(PLATFORM_UNAVAILABLE, 5);
    private static final Expected TIMEOUT = Expected.problem(PLATFORM_TIMEOUT);
    private static final String TEXT = "<html><h1>SECRET</h1></html>";

    private StatusFaults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (int status : List.of(204, 205, 300, 301, 302, 303, 304, 307, 308)) {
            all.add(mock(
                    String.valueOf(status),
                    INVALID,
                    plain(status, "").withHeader("Location", "https://evil.example/")));
        }
        for (int status : List.of(500, 502, 503, 504)) {
            all.add(mock(String.valueOf(status), UNAVAILABLE, plain(status, TEXT)));
        }
        all.addAll(unusable());
        all.addAll(informational());
        all.addAll(rateLimits());
        all.addAll(passing());
        return all;
    }

    private static List<Fault> unusable() {
        return List.of(
                mock("HTML with 200", INVALID, plain(200, TEXT).withHeader("Content-Type", "text/html")),
                mock("nothing with 200", INVALID, plain(200, "")),
                mock("null with 200", INVALID, plain(200, "null")),
                mock("nesting with 200", INVALID, plain(200, "[".repeat(5000))),
                mock("URL on another host", INVALID, plain(200, url("https://evil.example/SECRET"))),
                mock("URL with http", INVALID, plain(200, url("http://app.easypost.com/SECRET"))),
                mock("noise, then closed", INVALID, aResponse().withFault(RANDOM_DATA_THEN_CLOSE)),
                Fault.raw("status 000", INVALID, exchange -> exchange.say("HTTP/1.1 000 SECRET\r\n\r\n")));
    }

    private static List<Fault> informational() {
        return List.of(
                Fault.raw("100, then 200", Expected.opened(1), exchange -> {
                    exchange.say("HTTP/1.1 100 Continue\r\n\r\n");
                    exchange.well();
                }),
                Fault.raw("103, then 200", Expected.opened(1), exchange -> {
                    exchange.say("HTTP/1.1 103 Early Hints\r\nLink: </SECRET>; rel=preload\r\n\r\n");
                    exchange.well();
                }),
                Fault.raw("101, then silence", INVALID, exchange -> {
                    exchange.say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: SECRET\r\n\r\n");
                    exchange.silence();
                }),
                Fault.raw("100 without end", TIMEOUT, exchange -> {
                            while (!exchange.socket().isClosed()) {
                                exchange.say("HTTP/1.1 100 Continue\r\n\r\n");
                                exchange.pause(20);
                            }
                        })
                        .slow());
    }

    private static List<Fault> rateLimits() {
        return List.of(
                limited("429 without Retry-After", "", 5),
                limited("429 with Retry-After in seconds", "7", 7),
                limited("429 with Retry-After of nonsense", "next SECRET", 5),
                limited("429 with Retry-After 0", "0", 5),
                limited("429 with Retry-After in milliseconds", "1500ms", 5),
                ClockFaults.limitedUntil("429 with Retry-After as a date", Duration.ZERO));
    }

    private static List<Fault> passing() {
        return List.of(
                mock(
                        "503 with Retry-After",
                        Expected.problem(PLATFORM_UNAVAILABLE, 7),
                        plain(503, TEXT).withHeader("Retry-After", "7")),
                Fault.raw("503 at once, then 200", Expected.opened(2), exchange -> once(exchange, "503 No")),
                Fault.raw("502 at once, then 200", Expected.opened(2), exchange -> once(exchange, "502 No")));
    }

    private static void once(Exchange exchange, String status) throws IOException {
        if (exchange.number() == 1) {
            exchange.answer(status, TEXT);
        } else {
            exchange.well();
        }
    }

    private static Fault limited(String name, String retryAfter, int seconds) {
        ResponseDefinitionBuilder answer = plain(429, TEXT);
        return mock(
                        name,
                        Expected.problem(PLATFORM_RATE_LIMITED, seconds),
                        retryAfter.isEmpty() ? answer : answer.withHeader("Retry-After", retryAfter))
                .notCounted();
    }

    private static Fault mock(String name, Expected expected, ResponseDefinitionBuilder answer) {
        return Fault.of(name, new Act.Mock(answer), expected);
    }

    private static ResponseDefinitionBuilder plain(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static String url(String url) {
        return "{\"link\": \"" + url + "\", \"redirect_url\": \"" + url + "\"}";
    }
}
