package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A broker under load on a PostgreSQL that something happens to. What clients may see is the same whatever it is. */
final class PostgresFaults implements AutoCloseable {

    /** The contract's 3 s for a store that does not answer, 1 s for the driver to give up, and what a busy machine may need. */
    static final long LONGEST_MILLIS = 6000;

    private static final int CLIENTS = 8;

    final DurablePostgres postgres;
    final Replica broker;
    final Probes probes;

    PostgresFaults(Path folder) throws Exception {
        Mints.take(20);
        postgres = new DurablePostgres(folder);
        broker = new Replica(Files.createDirectory(folder.resolve("brokers")), 1, postgres.url()).awaitReady();
        probes = new Probes(broker.process().management());
    }

    /** Something that makes the store go away, and something that brings it back. */
    interface Change {
        void run() throws Exception;
    }

    /** As often as told: away while clients go on, then back; counts, and checks what they were told. */
    void run(String name, int rounds, Change away, long awayMillis, Change back) throws Exception {
        Ledger ledger = new Ledger();
        long recovery = 0;
        try (Load load = new Load(broker::http, ledger, CLIENTS)) {
            for (int round = 0; round < rounds; round++) {
                load.awaitAcknowledged(100);
                String ticket = Http.path(Http.json(create()).path("url").stringValue());
                long begin = System.nanoTime();
                away.run();
                assertUnavailable(ticket);
                probes.awaitReadiness(503);
                long rest = TimeUnit.MILLISECONDS.toNanos(awayMillis) - (System.nanoTime() - begin);
                LockSupport.parkNanos(rest);
                back.run();
                recovery = Math.max(recovery, awaitRecovery(ticket));
                probes.awaitReadiness(200);
            }
            load.awaitAcknowledged(100);
        }
        Audit audit = Audit.of(ledger, broker.http());
        audit.report(
                "%s, %d times, recovered within %d ms, longest refusal %d ms, longest readiness %d ms"
                        .formatted(name, rounds, recovery, ledger.longestTrouble(), Probes.longest(probes.readiness())),
                ledger);
        audit.assertKept();
        assertThat(ledger.troubles("broker 503 unavailable")).isPositive();
        assertThat(ledger.troubles("broker 503 unavailable") + ledger.troubles("broker 503 page"))
                .as(ledger.troubles())
                .isEqualTo(ledger.troubles(""));
        assertThat(ledger.longestTrouble()).as("longest refusal").isLessThan(LONGEST_MILLIS);
        assertProbes();
    }

    /** Liveness depends on nothing; readiness answers in time, whatever it says. */
    void assertProbes() {
        assertThat(probes.liveness()).allMatch(probe -> probe.status() == 200);
        assertThat(Probes.longest(probes.liveness())).isLessThan(1000);
        assertThat(Probes.longest(probes.readiness())).isLessThan(LONGEST_MILLIS);
    }

    HttpResponse<String> create() {
        return broker.http().api("POST", "/v1/portal-links", ContractYaml.API_KEY, """
                {"merchant_id": "m_by_hand", "platform": "easypost", "account": "user_by_hand"}""");
    }

    /** A caller gets the problem, a browser the page; both are told when to come again. */
    private void assertUnavailable(String ticket) {
        HttpResponse<String> refused = create();
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(Http.json(refused).path("code").stringValue()).isEqualTo("unavailable");
        HttpResponse<String> page = broker.http().get(ticket, Http.NAVIGATION);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).contains("We can&#39;t answer just now");
        for (HttpResponse<String> answer : List.of(refused, page)) {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
            assertThat(answer.body()).doesNotContain("SQL", "Exception", "postgres");
        }
    }

    /** The same process answers again, and the ticket that was refused opens; how long that took. */
    private long awaitRecovery(String ticket) {
        long begin = System.nanoTime();
        HttpResponse<String> launched = broker.http().get(ticket, Http.NAVIGATION);
        while (launched.statusCode() == 503 && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            launched = broker.http().get(ticket, Http.NAVIGATION);
        }
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(302);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    @Override
    public void close() throws IOException {
        probes.close();
        broker.close();
        postgres.close();
    }
}
