package io.portallink.monitoring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of everything that happens to a broker: what goes well, what browsers do besides, and every way a platform fails. */
final class Traffic {

    static final String ACCOUNT = "user_seen_from_outside";
    static final String STATE = "state-seen-from-outside";
    static final String UPSTREAM_TEXT = "text-of-the-platform-seen-from-outside";

    private final Http http;
    private final Map<String, String> headers;

    /** What must not be seen: every ticket, token and cookie that came about. */
    private final Map<String, String> secrets = new HashMap<>();

    /** @param headers sent with every request */
    Traffic(Http http, Map<String, String> headers) {
        this.http = http;
        this.headers = headers;
    }

    Map<String, String> secrets() {
        return Map.copyOf(secrets);
    }

    void everything() {
        StubPlatforms.reset();
        for (String platform : new String[] {"easypost", "shipengine"}) {
            String ticket = ticket(platform);
            get(ticket, Map.of(), 200);
            get(ticket, Map.of("Sec-Purpose", "prefetch"), 503);
            HttpResponse<String> launched = get(ticket, Http.NAVIGATION, 302);
            get(ticket, Http.NAVIGATION, 410);
            Map<String, String> again = new HashMap<>(Http.NAVIGATION);
            again.put("Cookie", cookie(platform, launched));
            get(ticket, again, 302);
            assertThat(create(platform, "direct").statusCode()).isEqualTo(201);
        }
        comeBack();
        for (String room : new String[] {"launch", "refresh", "return"}) {
            secrets.put("forged for " + room, "forgedTicketOfSomebody-" + room);
            get("/" + room + "/forgedTicketOfSomebody-" + room, Http.NAVIGATION, 404);
        }
        failures();
        StubPlatforms.reset();
    }

    private void failures() {
        fails(aResponse().withStatus(404), 422);
        fails(aResponse().withStatus(400), 502);
        fails(aResponse().withStatus(200).withBody("<html>" + UPSTREAM_TEXT), 502);
        fails(aResponse().withStatus(500), 503);
        fails(aResponse().withStatus(201).withFixedDelay(10_000), 504);
        fails(aResponse().withStatus(401), 502);
        fails(aResponse().withStatus(429), 503); // the last: it closes the tap
    }

    private void fails(ResponseDefinitionBuilder answer, int status) {
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .willReturn(answer.withHeader("x-ep-request-uuid", "ep-request-2")));
        get(ticket("easypost"), Http.NAVIGATION, status);
    }

    /** The tokens for coming back are known to the platform only: taken from what it was sent. */
    private void comeBack() {
        JsonNode sent = JsonMapper.shared()
                .readTree(StubPlatforms.easyPost()
                        .getAllServeEvents()
                        .getFirst()
                        .getRequest()
                        .getBodyAsString());
        for (String field : new String[] {"refresh_url", "return_url"}) {
            String path = URI.create(sent.path(field).stringValue() + "?code=query-secret")
                    .getRawPath();
            secrets.put(field, path.substring(path.lastIndexOf('/') + 1));
            get(path + "?code=query-secret", Http.NAVIGATION, 302);
        }
        secrets.put("query", "query-secret");
    }

    String ticket(String platform) {
        String path =
                Http.path(Http.json(create(platform, "launch")).path("url").stringValue());
        secrets.put("ticket " + secrets.size(), path.substring("/launch/".length()));
        return path;
    }

    HttpResponse<String> create(String platform, String mode) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer acme-key");
        all.put("Content-Type", "application/json");
        return http.send("POST", "/v1/portal-links", all, """
                {"merchant_id": "m_seen_from_outside", "platform": "%s", "account": "%s", "mode": "%s", "state": "%s"}""".formatted(platform, ACCOUNT, mode, STATE));
    }

    HttpResponse<String> get(String path, Map<String, String> more, int status) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        HttpResponse<String> response = http.get(path, all);
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        return response;
    }

    private String cookie(String platform, HttpResponse<String> launched) {
        String cookie =
                launched.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        secrets.put("cookie of " + platform, cookie.substring(cookie.indexOf('=') + 1));
        return cookie;
    }
}
