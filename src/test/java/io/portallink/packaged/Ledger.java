package io.portallink.packaged;

import io.portallink.packaged.Race.Ticket;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What clients were told, and nothing else: what was acknowledged, how often each link led to a portal, what went wrong. */
final class Ledger {

    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Map<String, Integer> accounts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> troubles = new ConcurrentSkipListMap<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicLong longestTrouble = new AtomicLong();

    /** One link that was acknowledged. */
    static final class Link {

        private final Ticket ticket;
        private final AtomicInteger redirects = new AtomicInteger();
        private volatile boolean revoked;

        private Link(Ticket ticket) {
            this.ticket = ticket;
        }

        Ticket ticket() {
            return ticket;
        }

        int redirects() {
            return redirects.get();
        }

        void redirected() {
            redirects.incrementAndGet();
        }

        boolean isRevoked() {
            return revoked;
        }

        void revoked() {
            revoked = true;
        }

        @Override
        public String toString() {
            return ticket.link() + " redirects=" + redirects + (revoked ? " revoked" : "");
        }
    }

    int nextRound() {
        return rounds.incrementAndGet();
    }

    Link acknowledged(Ticket ticket) {
        return links.computeIfAbsent(ticket.link(), ignored -> new Link(ticket));
    }

    /** A merchant's account was acknowledged with this version of it. */
    void acknowledged(String merchant, int version) {
        accounts.put(merchant, version);
    }

    Collection<Link> links() {
        return links.values();
    }

    Map<String, Integer> accounts() {
        return accounts;
    }

    /** An answer that is no success; {@code empty}: none came. Refusals of a ticket that is busy or used are no trouble. */
    void trouble(Optional<HttpResponse<String>> answer, long millis) {
        longestTrouble.accumulateAndGet(millis, Math::max);
        troubles.computeIfAbsent(cause(answer), ignored -> new AtomicInteger()).incrementAndGet();
    }

    /** The longest that anybody waited for such an answer, in milliseconds. */
    long longestTrouble() {
        return longestTrouble.get();
    }

    int troubles(String prefix) {
        return troubles.entrySet().stream()
                .filter(trouble -> trouble.getKey().startsWith(prefix))
                .mapToInt(trouble -> trouble.getValue().get())
                .sum();
    }

    /** How many by cause: whose answer it was, its status, and the problem's code where there is one. */
    String troubles() {
        return troubles.isEmpty()
                ? "none"
                : troubles.entrySet().stream()
                        .map(trouble -> trouble.getValue() + " × " + trouble.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String cause(Optional<HttpResponse<String>> answer) {
        if (answer.isEmpty()) {
            return "no answer";
        }
        HttpResponse<String> response = answer.get();
        if (response.headers().firstValue("X-Request-Id").isEmpty()) { // every answer of the broker has one
            return "nginx " + response.statusCode();
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        String code = type.contains("json") ? Http.json(response).path("code").stringValue("") : "page";
        return "broker " + response.statusCode() + " " + code;
    }
}
