package io.portallink.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plain HTTP client: follows no redirect, reads every answer as text. Every answer of the API must be as its description says, every page
 * good HTML.
 */
public final class Http {

    /** What a browser sends when a person follows a link on a page of another site. */
    public static final Map<String, String> NAVIGATION =
            Map.of("Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document", "Sec-Fetch-Site", "cross-site");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final boolean checked;

    public Http(int port) {
        this(port, true);
    }

    private Http(int port, boolean checked) {
        this.base = "http://localhost:" + port;
        this.checked = checked;
    }

    /** To another program than the broker, whose pages are its own. */
    public static Http unchecked(int port) {
        return new Http(port, false);
    }

    public HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            DescribedAnswers.check(method, path, body, answer);
            if (checked) {
                HtmlCheck.check(method, path, answer.headers(), answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path, Map<String, String> headers) {
        return send("GET", path, headers, "");
    }

    /** An API call with a key and, where there is a body, as JSON. */
    public HttpResponse<String> api(String method, String path, String key, String body) {
        return send(
                method,
                path,
                body.isEmpty()
                        ? Map.of("Authorization", "Bearer " + key)
                        : Map.of("Authorization", "Bearer " + key, "Content-Type", "application/json"),
                body);
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** The path of one of the broker's public URLs, to be asked of the port that the test runs on. */
    public static String path(String publicUrl) {
        return URI.create(publicUrl).getRawPath();
    }
}
