package io.portallink.packaged;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker that has no time at first, or that redirects; it tells what was asked of it. */
final class StubBroker implements AutoCloseable {

    private static final Pattern STATE = Pattern.compile("\"state\": ?\"([^\"]+)\"");

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String header;
    private final String value;
    private final int status;
    private final int times;

    /** Answers like this, with this header, so many times; then with a link. */
    private StubBroker(int status, String header, String value, int times) throws IOException {
        this.status = status;
        this.header = header;
        this.value = value;
        this.times = times;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/portal-links", this::answer);
        server.start();
    }

    static StubBroker busy(String retryAfter, int times) throws IOException {
        return new StubBroker(503, "Retry-After", retryAfter, times);
    }

    static StubBroker redirecting(String location) throws IOException {
        return new StubBroker(302, "Location", location, Integer.MAX_VALUE);
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
                        ? "{\"code\": \"unavailable\", \"request_id\": \"req_1\"}"
                        : "{\"id\": \"plk_1\", \"url\": \"https://links.example.com/launch/t\"}")
                .getBytes(StandardCharsets.UTF_8);
        if (refused) {
            exchange.getResponseHeaders().set(header, value);
        }
        exchange.sendResponseHeaders(refused ? status : 201, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
