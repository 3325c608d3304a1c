package io.portallink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Reencryption;
import io.portallink.testkit.Http;
import io.portallink.testkit.StartedBroker;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rotation of the server's key, step by step as the contract says, with two brokers; a subclass names their store. */
@ExtendWith(OutputCaptureExtension.class)
abstract class KeyRotation {

    private static final String OLD =
            Base64.getEncoder().encodeToString("the old key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII));
    private static final String NEW =
            Base64.getEncoder().encodeToString("the new key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII));
    private static final String KEPT = "the key of the first link";
    private static final int ACCOUNTS = 450; // more than two batches

    private final String store;
    private @Nullable StartedBroker a;
    private @Nullable StartedBroker b;

    KeyRotation(String store) {
        this.store = store;
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @AfterEach
    void stop() {
        close(a);
        close(b);
    }

    private static void close(@Nullable StartedBroker broker) {
        if (broker != null) {
            broker.close();
        }
    }

    private StartedBroker restart(@Nullable StartedBroker before, String... keys) {
        close(before);
        return StartedBroker.start(store, List.of(keys));
    }

    @Test
    void keyWhenRotatedInOrderThenEverythingOpensAllTheTimeAndTheOldOneCanGo(CapturedOutput output) throws Exception {
        b = restart(b, OLD);
        for (int i = 0; i < ACCOUNTS; i++) {
            assertThat(call(
                                    b,
                                    "PUT",
                                    "/v1/merchants/m_" + i + "/accounts/easypost",
                                    "{\"account\": \"user_" + i + "\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
        String kept = ticket(b, KEPT);
        a = restart(a, OLD, NEW); // appended on one, then on both
        assertAllOpen(a, b);
        b = restart(b, OLD, NEW);
        assertRefusedWithAdvice(output);

        a = restart(a, NEW, OLD); // in front on one: the other lags behind
        assertThat(pending(a)).as("known at once").isPositive();
        assertAllOpen(a, b);
        assertThat(replayed(a)).isEqualTo(replayed(b));
        assertThat(reencryption(a).run()).isZero();
        List<@Nullable String> sealed = keyIds(a);
        assertThat(reencryption(b).run()).isZero();
        assertThat(keyIds(a)).as("not undone").isEqualTo(sealed).containsOnly(new KeyRing(List.of(NEW)).currentId());
        assertAllOpen(b, a);
        assertThat(reencryption(b).run())
                .as("written by the one that lags behind")
                .isPositive();

        b = restart(b, NEW, OLD);
        reencryptUnderTraffic(a, b);
        assertThat(launch(b, kept)).isEqualTo(302);
        close(b);
        b = null;
        a = restart(a, NEW);
        assertAllOpen(a, a);
        assertThat(replayed(a)).isNotEmpty();
        assertThat(status(a, "m_449")).isEqualTo(200);
    }

    private void assertRefusedWithAdvice(CapturedOutput output) {
        int before = output.getAll().length();
        StartedBroker.assertRefused(store, List.of(NEW));

        String said = output.getAll().substring(before);
        assertThat(said)
                .containsOnlyOnce("portal.keys lacks a key that the store still needs")
                .contains("put it back at the end of the list until portal_reencryption_pending is 0")
                .doesNotContain("\\tat ", OLD, NEW);
    }

    /** Old and new tickets, made here and there, open here and there; so do accounts and states. */
    private static void assertAllOpen(StartedBroker one, StartedBroker other) {
        assertThat(launch(other, ticket(one, "x" + System.nanoTime()))).isEqualTo(302);
        assertThat(launch(one, ticket(other, "y" + System.nanoTime()))).isEqualTo(302);
        assertThat(launch(one, registered(other))).isEqualTo(302);
        assertThat(launch(other, registered(one))).isEqualTo(302);
        assertThat(call(one, "GET", "/v1/portal-links?limit=100", "").statusCode())
                .isEqualTo(200);
        assertThat(call(other, "GET", "/v1/portal-links?limit=100", "").statusCode())
                .isEqualTo(200);
    }

    private static void reencryptUnderTraffic(StartedBroker one, StartedBroker other) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<Integer>> traffic = CompletableFuture.supplyAsync(() -> {
            List<Integer> statuses = new ArrayList<>();
            while (!over.get()) {
                statuses.add(launch(one, ticket(other, "z" + System.nanoTime())));
                statuses.add(launch(other, registered(one)));
            }
            return statuses;
        });
        List<CompletableFuture<Long>> runs = new ArrayList<>();
        for (StartedBroker broker : List.of(one, other, one, other)) {
            runs.add(CompletableFuture.supplyAsync(() -> reencryption(broker).run()));
        }
        for (CompletableFuture<Long> run : runs) {
            run.get();
        }
        over.set(true);
        assertThat(traffic.get()).isNotEmpty().containsOnly(302);
        assertThat(reencryption(one).run()).isZero();
        assertThat(pending(one)).isZero();
    }

    private static double pending(StartedBroker broker) {
        return broker.bean(MeterRegistry.class)
                .get("portal.reencryption.pending")
                .gauge()
                .value();
    }

    private static Reencryption reencryption(StartedBroker broker) {
        return broker.bean(Reencryption.class);
    }

    private static List<@Nullable String> keyIds(StartedBroker broker) {
        return broker.bean(JdbcClient.class).sql("""
                        SELECT key_id FROM merchant_account UNION SELECT key_id FROM portal_link
                         UNION SELECT key_id FROM idempotency_key""").query(String.class).list();
    }

    private static String ticket(StartedBroker broker, String key) {
        HttpResponse<String> created = open(broker, key);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return Http.path(Http.json(created).path("url").stringValue());
    }

    private static String replayed(StartedBroker broker) {
        HttpResponse<String> replayed = open(broker, KEPT);
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        return Http.json(replayed).path("id").stringValue();
    }

    private static HttpResponse<String> open(StartedBroker broker, String key) {
        return broker.http()
                .send(
                        "POST",
                        "/v1/portal-links",
                        Map.of(
                                "Authorization", "Bearer acme-key",
                                "Content-Type", "application/json",
                                "Idempotency-Key", key),
                        """
                        {"merchant_id": "m_inline", "platform": "easypost", "account": "user_inline", "state": "s",
                         "page": "onboarding", "prefill": {"a": "b"}, "expires_in": 600}""");
    }

    private static String registered(StartedBroker broker) {
        HttpResponse<String> created = call(broker, "POST", "/v1/portal-links", "{\"merchant_id\": \"m_7\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return Http.path(Http.json(created).path("url").stringValue());
    }

    private static int launch(StartedBroker broker, String ticket) {
        return broker.http().get(ticket, Http.NAVIGATION).statusCode();
    }

    private static int status(StartedBroker broker, String merchant) {
        return call(broker, "GET", "/v1/merchants/" + merchant, "").statusCode();
    }

    private static HttpResponse<String> call(StartedBroker broker, String method, String path, String body) {
        return broker.http().api(method, path, "acme-key", body);
    }
}
