package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.DescribedAnswers;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Imports as a dashboard's backend sends them, and how to read their answers. */
final class Imports {

    static final String PATH = "/v1/merchants/import";
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    static final String HEADER = "merchant_id,platform,account,theme_id\n";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI uri;

    Imports(int port) {
        uri = URI.create("http://localhost:" + port + PATH);
    }

    HttpResponse<String> send(String type, String body) {
        return send(Calls.KEY, type, BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(String type, byte[] body) {
        return send(Calls.KEY, type, BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> chunked(String type, Supplier<InputStream> body) {
        return send(Calls.KEY, type, BodyPublishers.ofInputStream(body));
    }

    HttpResponse<String> encoded(String type, String coding, byte[] body) {
        return send(request(Calls.KEY, BodyPublishers.ofByteArray(body)).header("Content-Encoding", coding), type);
    }

    HttpResponse<String> send(String key, String type, BodyPublisher body) {
        return send(request(key, body), type);
    }

    private HttpRequest.Builder request(String key, BodyPublisher body) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + key)
                .POST(body);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String type) {
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            DescribedAnswers.check("POST", PATH, "", answer);
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String line(String merchant, String account) {
        return "{\"merchant_id\": \"" + merchant + "\", \"platform\": \"easypost\", \"account\": \"" + account
                + "\"}\n";
    }

    /** Checks a 200 and its counts, and gives what it says of each refused line. */
    static List<Refused> refused(HttpResponse<String> answer, int accepted) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = Http.json(answer);
        assertThat(json.propertyNames()).containsExactlyInAnyOrder("accepted", "refused", "errors", "warnings");
        List<Refused> refused = new ArrayList<>();
        for (JsonNode error : json.path("errors")) {
            assertThat(error.path("code").asString()).isEqualTo("invalid-request");
            refused.add(new Refused(
                    error.path("line").intValue(), error.path("detail").asString()));
        }
        assertThat(json.path("accepted").intValue()).as(answer.body()).isEqualTo(accepted);
        assertThat(json.path("refused").intValue()).isEqualTo(refused.size());
        return refused;
    }

    /** What the answer says of lines that were kept. */
    static List<Warned> warnings(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<Warned> warned = new ArrayList<>();
        for (JsonNode warning : Http.json(answer).path("warnings")) {
            warned.add(new Warned(
                    warning.path("line").intValue(),
                    warning.path("code").asString(),
                    warning.path("detail").asString()));
        }
        return warned;
    }

    /** A line that was kept and looks wrong. */
    record Warned(int line, String code, String detail) {}

    /** A refused line. */
    record Refused(int line, String detail) {}
}
