package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.DescribedAnswers;
import io.portallink.testkit.StubPlatforms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 32 KiB and not a byte more, whether the length is announced or not. */
@BrokerTest
class BodyLimitTest {

    private static final int LIMIT = 32 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI links;

    BodyLimitTest(@LocalServerPort int port) {
        links = URI.create("http://localhost:" + port + Calls.LINKS);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void openWhenBodyIsAtTheLimitThenCreated() throws Exception {
        assertThat(announced(padded(LIMIT)).statusCode()).isEqualTo(201);
        assertThat(chunked(padded(LIMIT)).statusCode()).isEqualTo(201);
    }

    @Test
    void openWhenBodyIsPastTheLimitThenPayloadTooLarge() throws Exception {
        Calls.assertProblem(announced(padded(LIMIT + 1)), 413, "payload-too-large");
        Calls.assertProblem(chunked(padded(LIMIT + 1)), 413, "payload-too-large");
        Calls.assertProblem(chunked(padded(20 * LIMIT)), 413, "payload-too-large");
    }

    @Test
    void openWhenBodyIsBothTooLargeAndWrongThenPayloadTooLarge() throws Exception {
        String wrongAtOnce = "{\"unknown\": 1, " + " ".repeat(LIMIT) + "}";
        Calls.assertProblem(announced(wrongAtOnce), 413, "payload-too-large");
        Calls.assertProblem(chunked(wrongAtOnce), 413, "payload-too-large");
        Calls.assertProblem(chunked("}" + wrongAtOnce), 413, "payload-too-large");
    }

    private static String padded(int length) {
        String body = body();
        return body.substring(0, body.length() - 1) + " ".repeat(length - body.length()) + "}";
    }

    private HttpResponse<String> announced(String body) throws IOException, InterruptedException {
        return post(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> chunked(String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    private HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(links)
                .header("Authorization", "Bearer " + Calls.KEY)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        DescribedAnswers.check("POST", Calls.LINKS, "", answer);
        return answer;
    }
}
