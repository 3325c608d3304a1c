package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The API's calls as a dashboard's backend makes them, and what each problem must look like. */
final class Calls {

    static final String LINKS = "/v1/portal-links";
    static final String KEY = "acme-key";

    private final Http http;

    Calls(int port) {
        http = new Http(port);
    }

    HttpResponse<String> call(String method, String path, String body) {
        return http.api(method, path, KEY, body);
    }

    HttpResponse<String> open(String body) {
        return call("POST", LINKS, body);
    }

    HttpResponse<String> openAccepting(String accept, String body) {
        return send(KEY, "POST", LINKS, Map.of("Accept", accept, "Content-Type", "application/json"), body);
    }

    HttpResponse<String> send(String key, String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Authorization", "Bearer " + key);
        return http.send(method, path, all, body);
    }

    /** A good request for an account of its own, with fields (name, raw JSON, name, raw JSON…) set or replaced. */
    static String body(String... fields) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("merchant_id", "\"m_1\"");
        json.put("platform", "\"easypost\"");
        json.put("account", "\"user_1\"");
        for (int i = 0; i < fields.length; i += 2) {
            json.put(fields[i], fields[i + 1]);
        }
        return json.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Checks everything that every problem has, and gives its JSON. */
    static JsonNode assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Http.json(answer);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(answer.headers().firstValue("X-Request-Id"))
                .contains(problem.path("request_id").asString());
        return problem;
    }

    /** Checks a 400 and gives the fields that it names. */
    static List<String> wrongFields(HttpResponse<String> answer) {
        List<String> fields = new ArrayList<>();
        for (JsonNode error : assertProblem(answer, 400, "invalid-request").path("errors")) {
            assertThat(error.path("message").asString()).isNotBlank();
            fields.add(error.path("field").asString());
        }
        return fields;
    }
}
