package io.portallink.api;

import io.portallink.testkit.RawClient;
import java.util.List;

/** API calls byte for byte, for what no client would send. */
final class RawCalls {

    private RawCalls() {}

    /** With the key of {@code acme}; header lines and body as they are, one byte a character. */
    static RawClient.Answer send(int port, String method, String target, List<String> headers, String body) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        request.append("Authorization: Bearer " + Calls.KEY + "\r\nConnection: close\r\n");
        headers.forEach(line -> request.append(line).append("\r\n"));
        if (!body.isEmpty()) {
            request.append("Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n");
        }
        request.append("\r\n").append(body);
        return RawClient.ask(port, request.toString());
    }
}
