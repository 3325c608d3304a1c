package io.portallink.packaged;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.portallink.testkit.StubPlatforms;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped and started again; and everything around the brokers is down at once. */
@Tag("full")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class PostgresRestartIT {

    private static final long DOWN_MILLIS = 3000;

    @Test
    void restartWhenUnderLoadThenClearRefusalsAndRecoveryByItself(@TempDir Path folder) throws Exception {
        restart(folder, 1);
    }

    @Test
    @Tag("long")
    void restartWhenUnderLoadAgainAndAgainThenClearRefusalsAndRecoveryByItself(@TempDir Path folder) throws Exception {
        restart(folder, Integer.getInteger("restart.rounds", 20));
    }

    private static void restart(Path folder, int rounds) throws Exception {
        try (PostgresFaults faults = new PostgresFaults(folder)) {
            faults.run("PostgreSQL restarted", rounds, faults.postgres::stop, DOWN_MILLIS, faults.postgres::startAgain);
            everythingDown(faults);
        }
    }

    /** Liveness stays up; readiness is the store's alone. */
    private static void everythingDown(PostgresFaults faults) throws Exception {
        for (WireMockServer platform : List.of(StubPlatforms.easyPost(), StubPlatforms.shipEngine())) {
            platform.resetAll();
            platform.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        }
        for (String platform : List.of("easypost", "shipengine")) {
            assertThat(faults.cluster
                            .http()
                            .api("POST", "/v1/portal-links", ContractYaml.API_KEY, """
                                    {"merchant_id": "m_down", "platform": "%s", "account": "1", "mode": "direct"}""".formatted(platform))
                            .statusCode())
                    .isEqualTo(503);
        }
        faults.awaitReadiness(200);
        faults.postgres.stop();
        faults.awaitReadiness(503);
        faults.postgres.startAgain();
        faults.awaitReadiness(200);
        faults.assertProbes();
        Audit.print("Both platforms and the store down: liveness 200 in all of %d probes, readiness 503, then 200"
                .formatted(faults.probes.stream()
                        .mapToInt(one -> one.liveness().size())
                        .sum()));
    }
}
