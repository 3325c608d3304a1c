package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.PortalLinks;
import io.portallink.packaged.Ledger.Link;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What became of everything that was acknowledged: every ticket is followed once more, and every link and account is read.
 *
 * @param acknowledged links
 * @param redirected links whose redirect reached a browser, during the load or now
 * @param healed of these, those that were opened only now, after the lease where a claim was left behind
 * @param dead links that stand as opened though no browser got the redirect: the process or the connection died first
 * @param revoked links whose revocation was acknowledged
 * @param doubled links that led to a portal twice, or once after their revocation
 * @param lost what was acknowledged and is not there
 */
record Audit(
        int acknowledged, int redirected, int healed, List<Link> dead, int revoked, int doubled, List<String> lost) {

    /** Grows with every run, and in several JVMs at once: each line has its time. */
    private static final Path REPORT = Path.of("target", "kill-runs.md");

    private static final int AT_ONCE = 16;
    private static final long LONGEST_NANOS =
            PortalLinks.LEASE.plus(Duration.ofSeconds(30)).toNanos();

    private enum Fate {
        REDIRECTED,
        HEALED,
        DIED,
        REVOKED,
        DOUBLED,
        LOST
    }

    /** Asks a broker, with nothing else going on. */
    static Audit of(Ledger ledger, Http broker) throws Exception {
        List<Future<Fate>> fates = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        List<Link> dead = new ArrayList<>();
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Link link : ledger.links()) {
                fates.add(threads.submit(() -> fate(link, broker, turns)));
            }
        }
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        int at = 0;
        for (Link link : ledger.links()) {
            Fate fate = fates.get(at++).get();
            counts.merge(fate, 1, Integer::sum);
            switch (fate) {
                case LOST -> lost.add(link.toString());
                case DIED -> dead.add(link);
                default -> {}
            }
        }
        lost.addAll(lostDirect(ledger.direct(), broker, turns));
        lost.addAll(lostAccounts(ledger.accounts(), broker));
        int healed = counts.getOrDefault(Fate.HEALED, 0);
        return new Audit(
                ledger.links().size(),
                counts.getOrDefault(Fate.REDIRECTED, 0) + healed,
                healed,
                dead,
                counts.getOrDefault(Fate.REVOKED, 0),
                counts.getOrDefault(Fate.DOUBLED, 0),
                lost);
    }

    /** How many redirects reached nobody. */
    int died() {
        return dead.size();
    }

    /** Nothing acknowledged was lost, nothing doubled, and there was something to lose. */
    Audit assertKept() {
        assertThat(acknowledged).as("acknowledged").isPositive();
        assertThat(redirected).as("redirected").isPositive();
        assertThat(lost).as("lost").isEmpty();
        assertThat(doubled).as("doubled").isZero();
        assertThat(redirected + died() + revoked).as("%s adds up", this).isEqualTo(acknowledged);
        return this;
    }

    /** One line of the report in {@code target}, and on standard output. */
    void report(String run, Ledger ledger) throws IOException {
        String line =
                "%s: %d acknowledged, %d redirected (%d of them healed after the load), %d revoked, %d redirects died on the way, %d direct, %d accounts, %d doubled, %d lost; trouble: %s"
                        .formatted(
                                run,
                                acknowledged,
                                redirected,
                                healed,
                                revoked,
                                died(),
                                ledger.direct().size(),
                                ledger.accounts().size(),
                                doubled,
                                lost.size(),
                                ledger.troubles());
        print(line);
    }

    static void print(String line) throws IOException {
        System.out.println(line);
        Files.writeString(
                REPORT,
                "- " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static Fate fate(Link link, Http broker, Semaphore turns) throws InterruptedException {
        HttpResponse<String> again = follow(link, broker, turns);
        int redirects = link.redirects() + (again.statusCode() == 302 ? 1 : 0);
        String status = status(link.ticket().link(), broker, turns);
        if (redirects > 1 || (link.isRevoked() && redirects > 0)) {
            return Fate.DOUBLED;
        }
        if (link.isRevoked()) {
            return status.equals("revoked") ? Fate.REVOKED : Fate.LOST;
        }
        if (!status.equals("opened") && !isRevokedUnheard(link, status)) {
            return Fate.LOST;
        }
        if (status.equals("revoked")) {
            return Fate.REVOKED;
        }
        return redirects == 0 ? Fate.DIED : link.redirects() == 1 ? Fate.REDIRECTED : Fate.HEALED;
    }

    /** Its revocation was done, but the answer did not arrive. */
    private static boolean isRevokedUnheard(Link link, String status) {
        return status.equals("revoked") && link.ticket().round() % Load.REVOKES == 0;
    }

    /** A page for a busy ticket is asked again, as it says, for as long as a claim can last. */
    private static HttpResponse<String> follow(Link link, Http broker, Semaphore turns) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (true) {
            HttpResponse<String> answer =
                    ask(turns, () -> broker.get(link.ticket().path(), Http.NAVIGATION));
            boolean later = answer.statusCode() == 409 || answer.statusCode() >= 500;
            if (!later || System.nanoTime() > end) {
                return answer;
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static String status(String link, Http broker, Semaphore turns) throws InterruptedException {
        HttpResponse<String> found =
                ask(turns, () -> broker.api("GET", "/v1/portal-links/" + link, ContractYaml.API_KEY, ""));
        return found.statusCode() == 200 ? Http.json(found).path("status").stringValue() : "gone";
    }

    private static HttpResponse<String> ask(Semaphore turns, Supplier<HttpResponse<String>> call)
            throws InterruptedException {
        turns.acquire();
        try {
            return call.get();
        } catch (UncheckedIOException e) {
            throw new AssertionError("the broker is up, but does not answer", e);
        } finally {
            turns.release();
        }
    }

    private static List<String> lostDirect(Collection<String> links, Http broker, Semaphore turns)
            throws InterruptedException {
        List<String> lost = new ArrayList<>();
        for (String link : links) {
            String status = status(link, broker, turns);
            if (!status.equals("opened")) {
                lost.add(link + " direct " + status);
            }
        }
        return lost;
    }

    /** An account has the version that was acknowledged last, or a later one whose answer did not arrive. */
    private static List<String> lostAccounts(Map<String, Integer> accounts, Http broker) {
        List<String> lost = new ArrayList<>();
        accounts.forEach((merchant, version) -> {
            HttpResponse<String> found =
                    broker.api("GET", "/v1/merchants/" + merchant + "/accounts/easypost", ContractYaml.API_KEY, "");
            JsonNode theme = Http.json(found).path("theme_id");
            if (found.statusCode() != 200 || Integer.parseInt(theme.stringValue()) < version) {
                lost.add(merchant + " " + version);
            }
        });
        return lost;
    }
}
