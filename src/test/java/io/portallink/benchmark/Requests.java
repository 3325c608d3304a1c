package io.portallink.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The three requests of the benchmark, as bytes on the wire; the scripts in {@code src/benchmark/wrk} send the same. */
final class Requests {

    private static final Pattern TICKET = Pattern.compile("\"url\":\"[^\"]*(/launch/[^\"]+)\"");
    private static final String JSON = "application/json";

    private Requests() {}

    /** What the broker itself sends to the platform. */
    static String platform() {
        String body = """
                {"session_type":"account_management","user_id":"user_0123456789abcdef0123456789abcdef",\
                "refresh_url":"https://links.example.com/refresh/abc","return_url":"https://links.example.com/return/abc",\
                "metadata":{"target":"wallet"}}""";
        return post("/v2/customer_portal/account_link", "Basic RVpBS2JlbmNoOg==", JSON, body);
    }

    static String create(String mode, int merchant) {
        String life = "launch".equals(mode) ? ",\"expires_in\":600" : ""; // of the ticket, and only that mode has one
        String body = "{\"merchant_id\":\"%s\",\"page\":\"billing\",\"mode\":\"%s\"%s}"
                .formatted(merchant(merchant), mode, life);
        return post("/v1/portal-links", "Bearer " + Broker.API_KEY, JSON, body);
    }

    static String open(String path) {
        return "GET " + path
                + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
                + "Sec-Fetch-Site: cross-site\r\n\r\n";
    }

    static String merchant(int number) {
        return "m_" + number;
    }

    /** The path of the launch URL in the answer to a creation. */
    static String ticket(Exchange.Reply created) {
        Matcher matcher = TICKET.matcher(created.body());
        if (!matcher.find()) {
            throw new AssertionError("no launch URL in an answer " + created.status());
        }
        return matcher.group(1);
    }

    static String post(String path, String authorization, String type, String body) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, authorization, type, body.getBytes(StandardCharsets.UTF_8).length, body);
    }
}
