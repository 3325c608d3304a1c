package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.PortalLinks;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/portal-links/{id}}: what the contract shows, as it is now, to its own tenant only. */
class LinkReadTest extends LinkKit {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void getWhenIssuedThenExactlyTheContractsMembers() {
        Instant now = clock.instant();
        LinkId id = issue("m_exact", "page", "\"billing\"", "state", "\"secret\"", "expires_in", "30");

        HttpResponse<String> answer = get("/" + id);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(Http.json(answer)).isEqualTo(JSON.readTree("""
                {"object": "portal_link", "id": "%s", "merchant_id": "m_exact", "platform": "easypost",
                 "page": "billing", "mode": "launch", "status": "issued", "created_at": "%s", "expires_at": "%s",
                 "landing_guaranteed": true, "warnings": [], "outcome": "unknown", "revoked_at": null,
                 "events": [{"type": "issued", "at": "%s"}]}""".formatted(id, now, now.plusSeconds(30), now)));
    }

    @Test
    void getWhenDirectOnTheFrontPageThenPageIsNullAndItsWarningsStay() {
        Instant now = clock.instant();
        LinkId id = issue(
                "m_direct",
                "platform",
                "\"shipengine\"",
                "mode",
                "\"direct\"",
                "return_url",
                "\"https://dashboard.example/shipping\"");

        String answer = get("/" + id).body();

        assertThat(JSON.readTree(answer).path("page").isNull()).isTrue();
        assertThat(JSON.readTree(answer).path("landing_guaranteed").asBoolean(true))
                .isFalse();
        assertThat(texts(JSON.readTree(answer).path("warnings"), "code")).containsExactly("return-url-unsupported");
        assertThat(JSON.readTree(answer).path("events"))
                .isEqualTo(JSON.readTree("[{\"type\": \"opened\", \"at\": \"" + now + "\"}]"));
        assertThat(answer).doesNotContain("\"url\"", "user_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                "plk_00000000000000000000000000000000",
                "plk_0000000000000000000000000000000",
                "plk_0000000000000000000000000000000G",
                "PLK_00000000000000000000000000000000",
                "nope",
                "%C3%BC",
                "a.b"
            })
    void linkWhenAnotherTenantsUnknownOrMalformedThenTheVerySameNotFound(String id) {
        LinkId others = new LinkId(
                Http.json(http().api("POST", Calls.LINKS, "bare-key", Calls.body("merchant_id", "\"m_bare\"")))
                        .path("id")
                        .stringValue());
        String expected = withoutRequestId(get("/plk_ffffffffffffffffffffffffffffffff"));
        String asked = id.equals("other") ? others.value() : id;

        assertThat(withoutRequestId(get("/" + asked))).isEqualTo(expected);
        assertThat(withoutRequestId(calls().call("POST", Calls.LINKS + "/" + asked + "/revoke", "")))
                .isEqualTo(expected);
        assertThat(links.find(others).orElseThrow().life().revokedAt()).isNull();
    }

    private static String withoutRequestId(HttpResponse<String> answer) {
        Calls.assertProblem(answer, 404, "link-not-found");
        return answer.body().replaceFirst("\"request_id\":\"[^\"]+\"", "");
    }

    @Test
    void statusWhenTimeRunsOutThenAtOnceAndToldAsAnEvent() {
        LinkId id = issue("m_late", "expires_in", "30");
        Instant expires = clock.instant().plusSeconds(30);
        clock.advance(Duration.ofMillis(29_999));
        assertThat(status(id)).isEqualTo("issued");
        clock.advance(Duration.ofMillis(1));

        assertThat(status(id)).isEqualTo("expired");
        assertThat(read(id).path("events").get(1))
                .isEqualTo(JSON.readTree("{\"type\": \"expired\", \"at\": \"" + expires + "\"}"));
    }

    @Test
    void statusWhenLeaseRunsOutThenIssuedAgainOrExpired() {
        LinkId id = issue("m_lease", "expires_in", "30");
        assertThat(links.claim(id)).isPresent();
        clock.advance(PortalLinks.LEASE.minusMillis(1));
        assertThat(status(id)).isEqualTo("opening");
        clock.advance(Duration.ofMillis(1));
        assertThat(status(id)).isEqualTo("issued");
        assertThat(links.claim(id)).isPresent();
        clock.advance(PortalLinks.LEASE.minusMillis(1));
        assertThat(status(id)).isEqualTo("opening");
        clock.advance(Duration.ofMillis(1));

        assertThat(status(id)).isEqualTo("expired");
    }

    @Test
    void linkWhenKeyLacksTheScopeThenForbidden() {
        String path = Calls.LINKS + "/" + issue("m_scope");

        for (String asked : new String[] {path, Calls.LINKS, Calls.LINKS + "/nope"}) {
            Calls.assertProblem(calls().send("acme-merchants-key", "GET", asked, Map.of(), ""), 403, "forbidden");
        }
        Calls.assertProblem(
                calls().send("acme-merchants-key", "POST", path + "/revoke", Map.of(), "{"), 403, "forbidden");
        assertThat(calls().send("acme-links-key", "GET", path, Map.of(), "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void eventsWhenLinkFailedThenEachWithItsCode() {
        LinkId id = issue("m_failed");
        fail(id);

        assertThat(status(id)).isEqualTo("failed");
        assertThat(texts(read(id).path("events"), "type"))
                .containsExactly("issued", "failed", "failed", "failed", "failed", "failed");
        assertThat(read(id).path("events").get(1).path("code").asString()).isEqualTo("platform-timeout");
        assertThat(read(id).path("events").get(0).has("code")).isFalse();
    }
}
