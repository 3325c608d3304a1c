package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.AtOnce;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Three brokers behind nginx, under load, on a PostgreSQL that something happens to. What clients may see is always the same. */
final class PostgresFaults implements AutoCloseable {

    /** The contract's 3 s for a store that does not answer, 1 s for the driver to give up, and what a busy machine may need. */
    static final long LONGEST_MILLIS = 6000;

    private static final long STORE_MILLIS = 3000; // who takes less did not wait for the store

    final DurablePostgres postgres;
    final Cluster cluster;
    final List<Probes> probes;

    PostgresFaults(Path folder) throws Exception {
        postgres = new DurablePostgres(folder);
        cluster = new Cluster(Files.createDirectory(folder.resolve("brokers")), postgres.url());
        probes = cluster.replicas().stream()
                .map(replica -> new Probes(replica.process().management()))
                .toList();
    }

    /** Something that makes the store go away, and something that brings it back. */
    interface Change {
        void run() throws Exception;
    }

    /** As often as told: away while clients go on, then back; counts, and checks what they were told. */
    void run(String name, int rounds, Change away, long awayMillis, Change back) throws Exception {
        Ledger ledger = new Ledger();
        long recovery = 0;
        try (Load load = cluster.load(ledger)) {
            for (int round = 0; round < rounds; round++) {
                load.awaitAcknowledged(100);
                String ticket =
                        Http.path(Http.json(create(cluster.http())).path("url").stringValue());
                long begin = System.nanoTime();
                away.run();
                assertUnavailable(ticket);
                awaitReadiness(503);
                long rest = TimeUnit.MILLISECONDS.toNanos(awayMillis) - (System.nanoTime() - begin);
                LockSupport.parkNanos(rest);
                back.run();
                recovery = Math.max(recovery, awaitRecovery(ticket));
                awaitReadiness(200);
                assertEachServes();
            }
            load.awaitAcknowledged(100);
        }
        Audit audit = Audit.of(ledger, cluster.http());
        audit.report(
                "%s, %d times, recovered within %d ms, longest refusal %d ms, longest readiness %d ms"
                        .formatted(name, rounds, recovery, ledger.longestTrouble(), longestReadiness()),
                ledger);
        audit.assertKept();
        assertThat(ledger.troubles("broker 503 unavailable")).isPositive();
        assertThat(ledger.troubles("broker 503 unavailable") + ledger.troubles("broker 503 page"))
                .as(ledger.troubles())
                .isEqualTo(ledger.troubles(""));
        assertThat(ledger.longestTrouble()).as("longest refusal").isLessThan(LONGEST_MILLIS);
        assertProbes();
    }

    /** Of every broker; all are asked meanwhile. */
    void awaitReadiness(int status) throws Exception {
        AtOnce.run(probes.stream()
                .<Callable<Probes>>map(one -> () -> one.awaitReadiness(status))
                .toList());
    }

    /** Liveness depends on nothing; readiness answers in time, whatever it says. */
    void assertProbes() {
        for (Probes one : probes) {
            assertThat(one.liveness()).isNotEmpty().allMatch(probe -> probe.status() == 200);
            assertThat(Probes.longest(one.liveness())).as("longest liveness").isLessThan(STORE_MILLIS);
        }
        assertThat(longestReadiness()).isLessThan(LONGEST_MILLIS);
    }

    private long longestReadiness() {
        return probes.stream()
                .mapToLong(one -> Probes.longest(one.readiness()))
                .max()
                .orElseThrow();
    }

    /** Not only those that nginx chose to ask. */
    private void assertEachServes() {
        for (Replica broker : cluster.replicas()) {
            assertThat(create(broker.http()).statusCode()).isEqualTo(201);
        }
    }

    private static HttpResponse<String> create(Http broker) {
        return broker.api("POST", "/v1/portal-links", ContractYaml.API_KEY, """
                {"merchant_id": "m_by_hand", "platform": "easypost", "account": "user_by_hand"}""");
    }

    /** A caller gets the problem, a browser the page; both are told when to come again. */
    private void assertUnavailable(String ticket) {
        HttpResponse<String> refused = create(cluster.http());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(Http.json(refused).path("code").stringValue()).isEqualTo("unavailable");
        HttpResponse<String> page = cluster.http().get(ticket, Http.NAVIGATION);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).contains("We can&#39;t answer just now");
        for (HttpResponse<String> answer : List.of(refused, page)) {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
            assertThat(answer.body()).doesNotContain("SQL", "Exception", "postgres");
        }
    }

    /** The same processes answer again, and the ticket that was refused opens; how long that took. */
    private long awaitRecovery(String ticket) {
        long begin = System.nanoTime();
        HttpResponse<String> launched = cluster.http().get(ticket, Http.NAVIGATION);
        while (launched.statusCode() == 503 && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            launched = cluster.http().get(ticket, Http.NAVIGATION);
        }
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(302);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    @Override
    public void close() throws IOException {
        probes.forEach(Probes::close);
        cluster.close();
        postgres.close();
    }
}
