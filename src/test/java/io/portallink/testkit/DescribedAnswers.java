package io.portallink.testkit;

import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what the broker answers with what {@code openapi.yaml} says: operation, status, headers, content type, body and the
 * problem's code; and a body that was accepted with the description of the request. Every test that calls the API with
 * {@link Http} or {@link RawClient} is such a comparison, whatever else it looks at; the few tests with a client of their own
 * ask for it. Left out is what is no answer of HTTP/1 to one request (another version's, several answers to a doubtful one, one that
 * was cut, or of which the status line alone was read), and what other programs were told: a browser, curl and the examples' clients, and the benchmark.
 */
public final class DescribedAnswers {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ApiDocument DOCUMENT = ApiDocument.INSTANCE;

    /** What comes before the path and the method are looked at. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 401, 403, 429, 500);

    private final String path;
    private final String what;
    private final int status;
    private final HttpHeaders headers;
    private final String answered;
    private final List<String> wrong = new ArrayList<>();

    private DescribedAnswers(String method, String path, int status, HttpHeaders headers, String answered) {
        this.path = decoded(path);
        this.what = method + " " + path + ": " + status;
        this.status = status;
        this.headers = headers;
        this.answered = answered;
    }

    /**
     * @param sent the request's body, where it is JSON
     * @throws AssertionError where the answer is not as described
     */
    public static void check(String method, String target, String sent, HttpResponse<String> answer) {
        check(method, target, sent, answer.statusCode(), answer.headers(), answer.body());
    }

    /** The same of an answer that some other client read. */
    public static void check(
            String method, String target, String sent, int status, HttpHeaders headers, String answered) {
        String path = target.split("[?#]", 2)[0];
        boolean api = path.equals("/v1") || path.startsWith("/v1/");
        if (api || (path.equals("/openapi.yaml") && status < 400)) { // problems are described under /v1
            new DescribedAnswers(method, path, status, headers, answered).check(method, sent);
        }
    }

    /** Where it can be; the broker refuses any other. */
    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ignored) {
            return path;
        }
    }

    private void check(String method, String body) {
        if (method.equals("OPTIONS") && status == 200) {
            compareAllowed(); // Spring's own answer, with an Allow header and nothing else
            return;
        }
        @Nullable String template = DOCUMENT.template(path, verb(method));
        JsonNode item = template == null ? null : DOCUMENT.root().path("paths").path(template);
        JsonNode operation = item == null ? null : item.get(verb(method));
        JsonNode response = operation == null
                ? elsewhere(
                        item == null && !method.equals("TRACE") ? 404 : 405) // the container takes no TRACE, wherever
                : operation.path("responses").path(String.valueOf(status));
        if (response.isMissingNode()) {
            wrong.add("the status is not described");
        } else {
            compare(DOCUMENT.resolved(response), method.equals("HEAD"));
        }
        if (operation != null && status < 400) {
            compareRequest(operation.path("requestBody").path("content").path("application/json"), body);
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    what + " is not as openapi.yaml says: " + String.join("; ", wrong) + "\n" + answered);
        }
    }

    private void compareAllowed() {
        Set<String> allowed = new TreeSet<>();
        headers.allValues("Allow").forEach(value -> allowed.addAll(List.of(value.split(", *", -1))));
        if (!allowed.equals(DOCUMENT.methods(path))) {
            throw new AssertionError(what + " allows " + allowed + ", described are " + DOCUMENT.methods(path));
        }
    }

    private static String verb(String method) {
        return method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    }

    /** Of a path, or a method on one, that the document does not have. */
    private JsonNode elsewhere(int usual) {
        JsonNode responses = DOCUMENT.root().path("components").path("responses");
        if (status == usual) {
            return responses.path(usual == 404 ? "UnknownPath" : "MethodNotAllowed");
        }
        if (status == 404) {
            return responses.path("PlatformNotFound"); // a platform in the path comes before the method
        }
        JsonNode any = DOCUMENT.root()
                .path("paths")
                .path("/v1/portal-links")
                .path("post")
                .path("responses");
        return ANYWHERE.contains(status) ? any.path(String.valueOf(status)) : JSON.missingNode();
    }

    private void compare(JsonNode response, boolean head) {
        response.path("headers").forEachEntry((name, header) -> compareHeader(name, DOCUMENT.resolved(header)));
        JsonNode content = response.path("content");
        Optional<String> type = headers.firstValue("Content-Type");
        if (content.isMissingNode()) {
            if (!answered.isEmpty() || type.isPresent()) {
                wrong.add("a body is not described");
            }
            return;
        }
        JsonNode media = content.path(type.orElse("none").split(";", 2)[0]);
        if (media.isMissingNode()) {
            wrong.add("the content type " + type.orElse("(none)") + " is not described");
        } else if (!head && !type.orElseThrow().contains("yaml")) {
            compareBody(media);
        }
    }

    private void compareHeader(String name, JsonNode header) {
        List<String> values = headers.allValues(name);
        if (values.size() > 1 || (values.isEmpty() && header.path("required").asBoolean(false))) {
            wrong.add("the header " + name + " is there " + values.size() + " times");
        }
        boolean number = DOCUMENT.resolved(header.path("schema"))
                .path("type")
                .asString("")
                .equals("integer");
        values.forEach(value -> note(
                name,
                header.path("schema"),
                number ? JSON.readTree(value) : JSON.getNodeFactory().stringNode(value)));
    }

    private void compareBody(JsonNode media) {
        JsonNode body = JSON.readTree(answered);
        note("the body", media.path("schema"), body);
        if (status >= 400) {
            String code = body.path("code").asString("");
            if (!media.path("examples").has(code)) {
                wrong.add("the code " + code + " is not described for this status");
            }
            if (body.path("status").asInt(0) != status) {
                wrong.add("the body tells another status");
            }
        }
    }

    /** A byte order mark is passed over, and a field that is null counts as absent. */
    private void compareRequest(JsonNode media, String sentBody) {
        String body = sentBody.startsWith("\uFEFF") ? sentBody.substring(1) : sentBody;
        if (!media.isMissingNode() && !body.isEmpty() && JSON.readTree(body) instanceof ObjectNode sent) {
            sent.removeIf(JsonNode::isNull);
            note("the request, which was accepted,", media.path("schema"), sent);
        }
    }

    private void note(String where, JsonNode schema, JsonNode value) {
        DOCUMENT.errors(schema, value).forEach(error -> wrong.add(where + " " + error));
    }
}
