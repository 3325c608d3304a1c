package io.portallink.monitoring;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Where spans are sent: an OTLP receiver over HTTP that keeps every byte. */
final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            bodies.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /**
     * @param kind 2: of a server, 3: of a client
     * @param status 2: an error
     */
    record Span(String trace, String id, String parent, String name, int kind, Map<String, String> tags, int status) {}

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** All that came, for a search. */
    String raw() {
        return bodies.stream()
                .map(body -> new String(body, StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining("\n"));
    }

    List<Span> spans() {
        return bodies.stream()
                .map(Protobuf::of)
                .flatMap(request -> request.messages(1).stream())
                .flatMap(resource -> resource.messages(2).stream())
                .flatMap(scope -> scope.messages(2).stream())
                .map(Collector::span)
                .toList();
    }

    private static Span span(Protobuf span) {
        List<Protobuf> status = span.messages(15);
        return new Span(
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                span.small(6),
                span.messages(9).stream()
                        .collect(Collectors.toMap(
                                tag -> tag.text(1),
                                tag -> tag.messages(2).getFirst().text(1))),
                status.isEmpty() ? 0 : status.getFirst().small(3));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
