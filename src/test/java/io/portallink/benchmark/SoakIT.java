package io.portallink.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A million links, two thirds of them launched, the rest left to expire, on PostgreSQL: {@code ./mvnw verify -Plong
 * -Dit.test=SoakIT}; {@code -Dsoak.links=20000} is for trying. They come in waves. After each, the broker's clock is moved
 * ahead, first past the tickets' time, then past retention; its own sweeper deletes the wave, PostgreSQL's own autovacuum makes
 * the room free, and everything that the broker and the store hold is noted. From the third wave on, none of it may grow.
 */
@Tag("long")
class SoakIT {

    static final int MERCHANTS = 1_000;

    private static final int WAVES = 10;
    private static final Duration TICKETS_END = Duration.ofMinutes(11);
    // idempotency keys are kept for a day; links for the retention below and less than an hour
    private static final Duration ALL_ENDS = Duration.ofHours(25);
    private static final Duration CLOCK_SEEN = Duration.ofSeconds(10);
    private static final Duration SWEPT = Duration.ofMinutes(3);
    private static final Duration VACUUMED = Duration.ofSeconds(20);
    private static final String ROWS =
            "SELECT (SELECT count(*) FROM portal_link) + (SELECT count(*) FROM portal_link_event) + (SELECT count(*) FROM idempotency_key)";
    private static final List<String> ARGUMENTS = List.of(
            "--portal.retention=1m",
            // a line for every link and launch would be gigabytes
            "--logging.level.io.portallink=WARN",
            "--portal.tenants.benchmark.platforms.shipengine.api-key=soak",
            "--portal.tenants.benchmark.platforms.shipengine.on-behalf-of=account-id");

    private final int links = Integer.getInteger("soak.links", 1_000_000);
    private final Settings settings = Settings.fromProperties();
    private final Path folder = settings.newFolder("soak");
    private final SoakReport report = new SoakReport(links);
    private Duration ahead = Duration.ZERO;

    @Test
    void everythingWhenManyLinksComeAndGoThenStaysFlat() throws IOException {
        try (Stub stub = Stub.start(settings);
                Store.Postgres postgres = new Store.Postgres(settings.newFolder("postgresql"))) {
            Store store = postgres.store();
            // looked after every few seconds and not every minute, because a day passes in minutes here
            StoreSizes.execute(store, "ALTER SYSTEM SET autovacuum_naptime = '2s'", "SELECT pg_reload_conf()");
            try (Broker broker = start(stub, store)) {
                broker.importMerchants(0, MERCHANTS);
                for (int wave = 0; wave < WAVES; wave++) {
                    report.add(wave(broker, store, part(wave), part(wave + 1)));
                }
                assertCounted(broker);
            }
        } finally {
            report.write();
        }
        report.assertFlat();
    }

    private Broker start(Stub stub, Store store) {
        List<String> arguments = new ArrayList<>(ARGUMENTS);
        arguments.add("--portal.platforms.shipengine.base-url=" + stub.url());
        arguments.add("--portal.platforms.shipengine.max-concurrent=10000");
        return JumpingBroker.start(folder, stub, store, List.of("-Xmx256m"), arguments);
    }

    private int part(int wave) {
        return (int) ((long) links * wave / WAVES);
    }

    private Wave wave(Broker broker, Store store, int from, int end) {
        Churn.Made made = Churn.run(broker.port(), from, end);
        assertThat(made.errors()).isEmpty();
        assertThat(made.created()).isEqualTo(end - from);
        assertThat(made.redirected()).isEqualTo(Churn.launched(from, end));
        int expired = expire(broker, store, made);
        assertThat(made.redirected() + expired).as("launched or expired").isEqualTo(made.created());
        StoreSizes full = StoreSizes.of(store);
        sweep(store);
        return new Wave(made, expired, full, StoreSizes.of(store), Footprint.of(broker, folder));
    }

    /** How many links have ended unopened, once the tickets' time is over. */
    private int expire(Broker broker, Store store, Churn.Made made) {
        jump(TICKETS_END);
        Http http = new Http(broker.port());
        String first = made.left().getFirst();
        // only looked at: a navigation that comes before the clock has moved would launch it
        await(CLOCK_SEEN, () -> http.get(first, Map.of()).statusCode() == 410);
        assertThat(made.left())
                .allSatisfy(
                        ticket -> assertThat(http.get(ticket, Http.NAVIGATION).statusCode())
                                .isEqualTo(410));
        assertThat(Http.json(http.api("GET", "/v1/portal-links?status=expired&limit=100", Broker.API_KEY, ""))
                        .path("data")
                        .size())
                .isEqualTo(100);
        return (int) StoreSizes.number(store, "SELECT count(*) FROM portal_link WHERE status = 'issued'");
    }

    private void sweep(Store store) {
        jump(ALL_ENDS);
        boolean swept = await(SWEPT, () -> StoreSizes.number(store, ROWS) == 0);
        assertThat(swept).as("the sweeper deleted all of the wave").isTrue();
        // it needn't come: what is left for it may be below its threshold
        await(VACUUMED, () -> StoreSizes.number(store, SoakReport.TO_VACUUM) == 0);
    }

    private void jump(Duration by) {
        ahead = ahead.plus(by);
        JumpingBroker.ahead(folder, ahead);
    }

    private static boolean await(Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() < end) {
            Server.pause(Duration.ofMillis(500));
            met = condition.getAsBoolean();
        }
        return met;
    }

    private void assertCounted(Broker broker) {
        assertThat(broker.metric("portal_links_created_total{")).isEqualTo(links);
        assertThat(broker.metric("portal_launches_total{outcome=\"redirected\""))
                .isEqualTo(Churn.launched(0, links));
    }

    /**
     * @param full the store before the sweep
     * @param swept after it
     */
    record Wave(Churn.Made made, int expired, StoreSizes full, StoreSizes swept, Footprint broker) {}
}
