package io.portallink.packaged;

import io.portallink.packaged.Race.Ticket;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What clients were told, and nothing else: what was acknowledged, how often each link led to a portal, what went wrong. */
final class Ledger {

    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Queue<String> direct = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> accounts = new ConcurrentHashMap<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();

    /** A call that had no success, and when it was under way. */
    record Trouble(String cause, Span span) {}

    /** One link that was acknowledged. */
    static final class Link {

        private final Ticket ticket;
        private final AtomicInteger redirects = new AtomicInteger();
        private final Queue<Span> launches = new ConcurrentLinkedQueue<>();
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

        /** When somebody waited for an answer to following it. */
        Queue<Span> launches() {
            return launches;
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

    /** A direct link, open from the start. */
    void acknowledgedDirect(String link) {
        direct.add(link);
    }

    /** A merchant's account was acknowledged with this version of it. */
    void acknowledged(String merchant, int version) {
        accounts.put(merchant, version);
    }

    Collection<Link> links() {
        return links.values();
    }

    Collection<String> direct() {
        return direct;
    }

    Map<String, Integer> accounts() {
        return accounts;
    }

    /** An answer that is no success; {@code empty}: none came. Refusals of a ticket that is busy or used are no trouble. */
    void trouble(Optional<HttpResponse<String>> answer, Span span) {
        troubles.add(new Trouble(cause(answer), span));
    }

    /** The longest that anybody waited for such an answer, in milliseconds. */
    long longestTrouble() {
        return troubles.stream()
                .mapToLong(trouble -> trouble.span().millis())
                .max()
                .orElse(0);
    }

    long troubles(String prefix) {
        return troubles.stream()
                .filter(trouble -> trouble.cause().startsWith(prefix))
                .count();
    }

    Collection<Trouble> allTroubles() {
        return troubles;
    }

    /** How many by cause: whose answer it was, its status, and the problem's code where there is one. */
    String troubles() {
        Map<String, Long> counts =
                troubles.stream().collect(Collectors.groupingBy(Trouble::cause, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
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
