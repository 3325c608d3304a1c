package io.portallink.packaged;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker that has no time at first, that redirects, or whose proxy can't reach it; it tells what was asked of it. */
final class StubBroker implements AutoCloseable {

    private static final Pattern STATE = Pattern.compile("\"state\": ?\"([^\"]+)\"");

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Refusal refusal;
    private final int times;

    private record Refusal(int status, Map<String, String> headers, String body, Duration after) {

        Refusal(int status, Map<String, String> headers, String body) {
            this(status, headers, body, Duration.ZERO);
        }
    }

    /** Answers like this so many times; then with a link. */
    private StubBroker(Refusal refusal, int times) throws IOException {
        this.refusal = refusal;
        this.times = times;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/portal-links", this::answer);
        server.start();
    }

    static StubBroker busy(String retryAfter, int times) throws IOException {
        return new StubBroker(problem(503, "unavailable", Map.of("Retry-After", retryAfter)), times);
    }

    static StubBroker redirecting(String location) throws IOException {
        return new StubBroker(new Refusal(302, Map.of("Location", location), ""), Integer.MAX_VALUE);
    }

    /** The broker's own problem, always. */
    static StubBroker refusing(int status, String code) throws IOException {
        return new StubBroker(problem(status, code, Map.of()), Integer.MAX_VALUE);
    }

    /** A proxy in front of it answers like this so many times, since it can't reach the broker. */
    static StubBroker behindProxy(int status, String type, String body, int times) throws IOException {
        return new StubBroker(new Refusal(status, Map.of("Content-Type", type), body), times);
    }

    /** A proxy in front of it answers once with a 502, after it has waited so long for the broker. */
    static StubBroker behindWaitingProxy(Duration after) throws IOException {
        return new StubBroker(new Refusal(502, Map.of("Content-Type", "text/html"), "502 Bad Gateway", after), 1);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The Idempotency-Key of each request. */
    List<String> keys() {
        return keys;
    }

    /** Of the latest request. */
    String state() {
        Matcher state = STATE.matcher(bodies.getLast());
        if (!state.find()) {
            throw new AssertionError("no state in " + bodies.getLast());
        }
        return state.group(1);
    }

    /** Nobody is there any more. */
    void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        boolean refused = keys.size() <= times;
        byte[] body = (refused
                        ? refusal.body()
                        : "{\"id\": \"plk_1\", \"url\": \"https://links.example.com/launch/t\"}")
                .getBytes(StandardCharsets.UTF_8);
        if (refused) {
            LockSupport.parkNanos(refusal.after().toNanos());
            refusal.headers().forEach(exchange.getResponseHeaders()::set);
        }
        exchange.sendResponseHeaders(refused ? refusal.status() : 201, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Refusal problem(int status, String code, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/problem+json");
        return new Refusal(status, all, "{\"code\": \"" + code + "\", \"request_id\": \"req_1\"}");
    }
}
