package io.portallink.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration dashboard's own backend: calls the broker's public API as any caller would. */
class BrokerClient {

    /** Everybody knows it; outside the sandbox, start-up refuses it. */
    private static final String KEY = "demo-key";

    /** Stands for no answer, as a gateway says it. */
    private static final int SILENT = 503;

    private static final String LINKS = "/portal-links";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String api;

    BrokerClient(SandboxAddress address) {
        this.api = address.url("/v1");
    }

    Answer openPortal(Map<String, Object> body) throws InterruptedException {
        return send(LINKS, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    Answer link(String id) throws InterruptedException {
        return send(LINKS + "/" + id, null);
    }

    Answer revoke(String id) throws InterruptedException {
        return send(LINKS + "/" + id + "/revoke", HttpRequest.BodyPublishers.ofString("{\"reason\": \"by hand\"}"));
    }

    Answer latest(int most) throws InterruptedException {
        return send(LINKS + "?limit=" + most, null);
    }

    Answer accountStatus(String merchant, String platform) throws InterruptedException {
        return send("/merchants/" + merchant + "/accounts/" + platform + "/status", null);
    }

    private Answer send(String path, HttpRequest.@Nullable BodyPublisher body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + KEY)
                .header("Accept", "application/json");
        if (body != null) {
            request.header("Content-Type", "application/json").POST(body);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException ignored) {
            return new Answer(SILENT, JSON.missingNode());
        }
    }

    static String pretty(Object value) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException ignored) {
            return JSON.missingNode();
        }
    }

    /** @param json missing where the answer was not JSON */
    record Answer(int status, JsonNode json) {

        static Answer none() {
            return new Answer(404, JSON.missingNode());
        }

        String text(String member) {
            return json.path(member).stringValue("");
        }

        boolean created() {
            return status == 201 && text("url").startsWith("http");
        }

        /** Without the JSON: it may hold a link, which is a secret. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }
}
