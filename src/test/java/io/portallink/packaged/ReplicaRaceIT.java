package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.PortalLinks;
import io.portallink.packaged.Race.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many browsers, one ticket, three broker processes on one PostgreSQL: one redirect, also where processes are killed. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES) // each takes less than two; a restart is slow on a busy machine
class ReplicaRaceIT {

    private static final int ROUNDS = 200;
    private static final int KILLS = 10;

    // so many rounds at once, most of their time the mint's: a kill at any moment often hits a claim
    private static final int AT_ONCE = 4;
    private static final int MINT_WHEN_KILLED_MILLIS = 500;

    private final Replicas replicas;

    ReplicaRaceIT(@TempDir Path folder) throws IOException {
        Mints.take(5);
        replicas = new Replicas(folder);
    }

    @BeforeAll
    void start() {
        replicas.awaitReady();
    }

    @AfterAll
    void stop() {
        replicas.close();
    }

    @Test
    void launchWhenBrowsersRaceThroughThreeReplicasThenOneMintAndOneRedirect() throws Exception {
        Mints.take(5);
        List<Race> races = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Race race = replicas.races(round, 1).getFirst();

            assertThat(race.redirects()).as("redirects, %s", race).isEqualTo(1);
            assertThat(Mints.of(race.ticket().account())).as("mints, %s", race).isEqualTo(1);
            races.add(race);
        }
        System.out.printf(
                "Race of replicas: %d rounds, %d redirects, 0 doubled, %d busy, %d used%n",
                ROUNDS, count(races, 302), count(races, 409), count(races, 410));
    }

    @Test
    void launchWhenReplicasAreKilledThenNeverTwoRedirectsAndNoLinkIsLost() throws Exception {
        long seed = Long.getLong("race.seed", System.nanoTime());
        System.out.println("Race with kills: -Drace.seed=" + seed);
        Mints.take(MINT_WHEN_KILLED_MILLIS);
        List<Ticket> redirected = new ArrayList<>();
        List<Ticket> unheard = new ArrayList<>();
        Killer killer = replicas.killer(seed);
        try (killer) {
            for (int round = 1; round <= ROUNDS || killer.kills() < KILLS || unheard.isEmpty(); round += AT_ONCE) {
                for (Race race : replicas.races(round, AT_ONCE)) {
                    (isRedirected(race) ? redirected : unheard).add(race.ticket());
                }
            }
        }
        int healed = healed(unheard);
        assertThat(healed).as("of %d not heard of", unheard.size()).isPositive();
        for (Ticket ticket : redirected) {
            assertThat(replicas.status(ticket)).as("%s", ticket).isEqualTo("opened");
        }
        System.out.printf(
                "Race with kills: %d rounds, as many links acknowledged, %d redirected, 0 doubled, %d kills, "
                        + "%d healed after the lease, %d redirects died with their process%n",
                redirected.size() + unheard.size(), redirected.size(), killer.kills(), healed, unheard.size() - healed);
    }

    /** One redirect and one mint at most, since no lease ends within a round; where there is none, a kill explains it. */
    private static boolean isRedirected(Race race) {
        long redirects = race.redirects();
        assertThat(redirects).as("redirects, %s", race).isLessThan(2);
        assertThat(Mints.of(race.ticket().account())).as("mints, %s", race).isLessThan(2);
        assertThat(redirects == 1 || race.isTouchedByKill()).as("%s", race).isTrue();
        return redirects == 1;
    }

    /** Of the links whose redirect nobody got, those that open, once, after the lease; the others were opened before. */
    private int healed(List<Ticket> unheard) throws Exception {
        TimeUnit.MILLISECONDS.sleep(unheard.isEmpty() ? 0 : PortalLinks.LEASE.toMillis());
        int healed = 0;
        for (Ticket ticket : unheard) {
            String status = replicas.status(ticket);
            int expected = status.equals("opened") ? 0 : 1;

            assertThat(status).as("%s", ticket).isIn("opening", "opened");
            assertThat(replicas.race(ticket).redirects())
                    .as("%s, %s", status, ticket)
                    .isEqualTo(expected);
            healed += expected;
        }
        return healed;
    }

    private static long count(List<Race> races, int status) {
        return races.stream().mapToLong(race -> race.count(status)).sum();
    }
}
