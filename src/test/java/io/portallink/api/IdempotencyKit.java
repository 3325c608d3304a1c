package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the tests of idempotency keys share: calls under a key. */
abstract class IdempotencyKit extends LinkKit {

    static final String JSON = "application/json";
    static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

    static String fresh() {
        return UUID.randomUUID().toString();
    }

    HttpResponse<String> open(String key, String body) {
        return open(key, JSON, body);
    }

    HttpResponse<String> open(String key, String accept, String body) {
        return openAs(Calls.KEY, key, accept, body);
    }

    HttpResponse<String> openAs(String apiKey, String key, String accept, String body) {
        return calls().send(
                        apiKey,
                        "POST",
                        Calls.LINKS,
                        Map.of("Accept", accept, "Content-Type", JSON, "Idempotency-Key", key),
                        body);
    }

    static JsonNode assertCreated(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();
        return Http.json(answer);
    }

    static JsonNode assertReplayed(HttpResponse<String> answer, String id) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().allValues("Idempotent-Replayed")).containsExactly("true");
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().firstValue("Portal-Link-Id")).contains(id);
        assertThat(answer.headers().firstValue("Portal-Link-Expires-At"))
                .contains(Http.json(answer).path("expires_at").stringValue());
        assertThat(Http.json(answer).path("id").asString()).isEqualTo(id);
        return Http.json(answer);
    }

    int countOf(String merchant) {
        return Http.json(get("?limit=100&merchant_id=" + merchant)).path("data").size();
    }

    static String id(JsonNode link) {
        return link.path("id").stringValue();
    }
}
