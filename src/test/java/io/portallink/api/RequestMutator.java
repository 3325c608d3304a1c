package io.portallink.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portallink.testkit.JsonMutator;
import io.portallink.testkit.Mutator;
import java.util.ArrayList;
import java.util.List;

/** Requests to everything that the broker serves, right but for some of their parts. */
final class RequestMutator {

    private static final List<String> PATHS = List.of(
            "/v1/portal-links",
            "/v1/portal-links",
            "/v1/portal-links/plk_00000000000000000000000000000000",
            "/v1/portal-links/plk_00000000000000000000000000000000/revoke",
            "/v1/platforms",
            "/v1/merchants",
            "/v1/merchants/m_1",
            "/v1/merchants/m_1/accounts/easypost",
            "/v1/merchants/m_1/accounts/easypost",
            "/v1/merchants/m_1/accounts/nowhere",
            "/v1/merchants/m_1/accounts/easypost/status",
            "/v1/merchants/import",
            "/v1",
            "/v1/",
            "/openapi.yaml",
            "/problems/forbidden",
            "/problems/x",
            "/error",
            "/",
            "/actuator/health",
            "/actuator/env",
            "/h2-console",
            "/launch/",
            "/return/x",
            "/refresh/x");

    private static final List<String> HEADERS = List.of(
            "Accept: text/html",
            "Accept: text/html;q=0.5, application/json;q=0.4, */*",
            "Accept: application/xml",
            "Accept: x;q=",
            "Accept: */",
            "Accept-Language: x-,,;q=9",
            "Accept-Charset: nonsense",
            "Accept-Encoding: gzip, br;q=x",
            "Content-Encoding: gzip",
            "Content-Type: application/json",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: text/csv",
            "Content-Type: */*",
            "Content-Type: application/x-ndjson",
            "Content-Type: multipart/form-data",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/*+json",
            "Content-Type: ;",
            "Content-Type: application/json;a=\"",
            "Content-Length: 0",
            "Content-Length: x",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: x",
            "Expect: 100-continue",
            "Expect: nonsense",
            "Accept: \u201cx\u201d",
            "Content-Type: \u201cx\u201d",
            "Idempotency-Key: \u201cx\u201d",
            "Idempotency-Key: a",
            "Idempotency-Key: \u00fc",
            "X-Request-Id: s3cr3t!",
            "X-Request-Id: a b",
            "Origin: null",
            "Origin: https://[",
            "Origin: \u00fc://x:y",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Method: ",
            "Access-Control-Request-Headers: ,,",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Dest: document",
            "Sec-Fetch-Site: cross-site",
            "Sec-Purpose: prefetch",
            "X-Moz: prefetch",
            "Cookie: =;__Host-plk_x=\"; JSESSIONID=a",
            "Cookie: $Version=x; a=\u0001",
            "Range: bytes=5-1,-,x",
            "If-None-Match: x,\"",
            "If-Modified-Since: never",
            "If-Match: *",
            "X-Forwarded-Host: evil.example",
            "Forwarded: for=\"[x\"",
            "Host: evil.example",
            "X-HTTP-Method-Override: DELETE",
            "Upgrade: h2c",
            "HTTP2-Settings: x",
            "Connection: keep-alive, Upgrade",
            "Authorization: Basic s3cr3t!",
            "Authorization: Bearer s3cr3t!",
            "Authorization: Bearer",
            "TE: trailers, x",
            "Trailer: Authorization",
            "Content-Disposition: a; b=\"",
            "Last-Event-ID: x",
            "Content-Range: x",
            "Proxy-Authorization: x",
            "X-Purpose: preview",
            "Sec-WebSocket-Key: x",
            "Max-Forwards: -1");

    private static final List<String> QUERIES = List.of(
            "limit=5",
            "limit=0",
            "limit=x",
            "limit=",
            "limit=99999999999",
            "limit=1&limit=2",
            "cursor=",
            "cursor=s3cr3t!",
            "cursor=bV8x",
            "cursor=%ff%fe",
            "cursor=%00",
            "status=issued",
            "status=x",
            "merchant_id=m_1",
            "merchant_id=%zz",
            "merchant_id=%",
            "=",
            "&&",
            "a=%c3%28",
            "limit=%31",
            "cursor=bV8xCg",
            "error",
            "trace=true&message=x",
            "x[0]=y",
            "\u00fc=\u00fc");

    private static final String ENTRY = "{\"merchant_id\":\"m_f\",\"platform\":\"easypost\",\"account\":\"user_f\"}";

    private final Mutator some;
    private final List<String> tickets;
    private final List<String> ids;

    RequestMutator(Mutator some, List<String> tickets, List<String> ids) {
        this.some = some;
        this.tickets = tickets;
        this.ids = ids;
    }

    /** One in two is nearly right, so that it gets far; the others may be wrong everywhere. */
    byte[] request() {
        return some.oneIn(2) ? likely() : any();
    }

    private byte[] likely() {
        return switch (some.below(6)) {
            case 0, 1 -> sent("POST /v1/portal-links", "application/json", nearly(opening()));
            case 2 -> sent("GET /v1/portal-links/" + nearly(some.of(ids)), "", "");
            case 3 ->
                sent(
                        "POST /v1/portal-links/" + some.of(ids) + "/revoke",
                        "application/json",
                        nearly("{\"reason\":\"x\"}"));
            case 4 -> sent("GET /v1/portal-links?" + query(), "", "");
            default ->
                some.oneIn(2)
                        ? sent(
                                "POST /v1/merchants/import",
                                "text/csv",
                                "merchant_id,platform,account\n" + nearly("m,easypost,u\n"))
                        : sent("POST /v1/merchants/import", "application/x-ndjson", nearly(ENTRY + "\n" + ENTRY));
        };
    }

    private String opening() {
        return "{\"merchant_id\":\"m_1\",\"platform\":\"easypost\",\"account\":\"user_1\",\"mode\":\""
                + some.of("launch", "direct") + "\",\"supersede\":" + some.of("true", "false") + ",\"state\":"
                + new JsonMutator(some).value(1) + "}";
    }

    private String nearly(String text) {
        return some.oneIn(4) ? some.text(text) : text;
    }

    private byte[] sent(String line, String type, String body) {
        String content = type.isEmpty()
                ? ""
                : "Content-Type: " + type + "\r\nContent-Length: " + some.bytes(body).length + "\r\n";
        return some.bytes(line + " HTTP/1.1\r\nHost: localhost\r\n" + content
                + (some.oneIn(3) ? "Idempotency-Key: " + some.of("a", "b", "c", nearly("d")) + "\r\n" : "")
                + "Authorization: Bearer " + Calls.KEY + "\r\nConnection: close\r\n\r\n" + body);
    }

    private byte[] any() {
        List<String> head = new ArrayList<>();
        head.add(method() + " " + path() + (some.oneIn(3) ? "?" + query() : "") + " "
                + (some.oneIn(30) ? some.of("HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "", "x") : "HTTP/1.1"));
        head.add(some.oneIn(30) ? some.of("Host:", "Host: [", "Host: a b", "X: y") : "Host: localhost");
        head.add(some.oneIn(8) ? "X: y" : "Authorization: Bearer " + Calls.KEY);
        String body = some.oneIn(3) ? "" : body();
        if (!body.isEmpty()) {
            head.add(some.oneIn(8) ? some.of(HEADERS) : "Content-Type: application/json");
            head.add("Content-Length: " + some.bytes(body).length);
        }
        for (int left = some.below(4); left > 0; left--) {
            String header = some.of(HEADERS);
            head.add(some.oneIn(5) ? otherValue(header) : header);
        }
        head.add("Connection: close");
        String request = String.join("\r\n", head) + "\r\n\r\n" + body;
        return some.oneIn(8) ? some.bytes(some.text(request)) : request.getBytes(UTF_8);
    }

    /** Its name stays, and mostly the line: a broken one is refused before anything of ours sees it. */
    private String otherValue(String header) {
        int value = header.indexOf(':') + 1;
        String other = some.text(header.substring(value));
        return header.substring(0, value) + (some.oneIn(8) ? other : other.replaceAll("[\\x00-\\x1f]", "."));
    }

    private String method() {
        return some.oneIn(30)
                ? some.of("TRACE", "CONNECT", "PROPFIND", "get", "", "G\u00fcT", "A".repeat(300), "PRI")
                : some.of("GET", "GET", "POST", "POST", "PUT", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
    }

    private String path() {
        String path = some.oneIn(3)
                ? some.of(tickets).replace("/launch/", some.of("/launch/", "/launch/", "/return/", "/refresh/"))
                : some.of(PATHS);
        return switch (some.below(12)) {
            case 0 -> some.text(path);
            case 1 ->
                path
                        + some.of(
                                "/", "//", "/.", "/..;/x", ";a=b", "%2f", "%5c", "%00", ".json", "%", "%c0%ae",
                                "/\u00fc", "#x", "*", "{x}");
            case 2 -> some.of("", "/", "//", "http://evil.example", "http://[", "*", "/..", "x") + path;
            default -> path;
        };
    }

    private String query() {
        String query = some.of(QUERIES) + (some.oneIn(3) ? "&" + some.of(QUERIES) : "");
        return some.oneIn(10) ? some.text(query) : query;
    }

    private String body() {
        String body = some.oneIn(4)
                ? "{\"account\":" + new JsonMutator(some).value(2) + "}"
                : new JsonMutator(some).object("merchant_id", OpenPortalFuzzTest.FIELDS);
        return some.oneIn(5) ? some.text(body) : body;
    }
}
