package io.portallink.benchmark;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * What both platforms answer to one who asks rightly, after a delay that {@code POST /delay/<milliseconds>} sets. It
 * takes no part in what is measured, so it does as little as it can.
 */
public final class StubPlatform {

    private static final String SESSION = "https://app.easypost.com/customer-portal/onboarding?session_id=AbCdEfGh12345678";
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJiZW5jaG1hcmsifQ.c2lnbmF0dXJl";

    private volatile long delayMillis;

    private StubPlatform() {}

    /** @param args the port */
    public static void main(String[] args) {
        StubPlatform stub = new StubPlatform();
        HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(args[0]))
                .route(routes -> routes.post("/delay/{millis}", stub::delay)
                        .post("/v2/customer_portal/account_link", (request, response) -> stub.easyPost(response))
                        .post("/v1/tokens/ephemeral", (request, response) -> stub.shipEngine(response)))
                .bindNow()
                .onDispose()
                .block();
    }

    private Publisher<Void> delay(HttpServerRequest request, HttpServerResponse response) {
        delayMillis = Long.parseLong(String.valueOf(request.param("millis")));
        return response.status(204).send();
    }

    private Publisher<Void> easyPost(HttpServerResponse response) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return answer(
                response.status(201),
                """
                {"object":"CustomerPortalAccountLink","link":"%s","created_at":"%s","expires_at":"%s"}"""
                        .formatted(SESSION, now, now.plusSeconds(300)));
    }

    private Publisher<Void> shipEngine(HttpServerResponse response) {
        return answer(
                response.status(200),
                """
                {"token":"%s","redirect_url":"https://dashboard.shipengine.com/api/directlogin?token=%s"}"""
                        .formatted(TOKEN, TOKEN));
    }

    private Publisher<Void> answer(HttpServerResponse response, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        Mono<byte[]> bytes = Mono.just(body);
        long millis = delayMillis;
        return response.sendByteArray(millis == 0 ? bytes : bytes.delayElement(Duration.ofMillis(millis)));
    }
}
