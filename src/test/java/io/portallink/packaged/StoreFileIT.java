package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store's file, as a thief would find it: no secret in its bytes, and another server key starts nothing on it. */
@Tag("full")
class StoreFileIT {

    private static final String ACCOUNT = "user_in_the_file_0123456789";
    private static final String STATE = "state-in-the-file-3f9d";
    private static final String PREFILL = "prefill-in-the-file-77aa";
    private static final String KEY = "idempotency-in-the-file-1c4e";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
        ContractYaml.write(folder);
    }

    @Test
    void fileWhenEverythingWasDoneThenItsBytesHoldNoSecretAndAnotherKeyIsRefused() throws IOException {
        List<String> secrets;
        String id;
        try (BrokerProcess broker = BrokerProcess.jar(folder).awaitReady()) {
            HttpResponse<String> created = open(broker.http());
            id = created.headers().firstValue("Portal-Link-Id").orElseThrow();
            String ticket = Http.path(Http.json(created).path("url").stringValue());
            HttpResponse<String> launched = broker.http().get(ticket, Http.NAVIGATION);
            String cookie = launched.headers().firstValue("Set-Cookie").orElseThrow();
            secrets = List.of(
                    ACCOUNT,
                    STATE,
                    PREFILL,
                    KEY,
                    ticket.substring("/launch/".length()),
                    cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')),
                    ContractYaml.API_KEY,
                    ContractYaml.EASYPOST_KEY,
                    StubPlatforms.EASYPOST_URL,
                    BrokerTestConfiguration.SERVER_KEY);
            broker.stop();
        }

        assertThat(bytes()).contains(id).doesNotContain(secrets);
        refusedWithAnotherKey();
    }

    private HttpResponse<String> open(Http http) {
        http.api(
                "PUT",
                "/v1/merchants/m_1/accounts/easypost",
                ContractYaml.API_KEY,
                "{\"account\": \"" + ACCOUNT + "\"}");
        HttpResponse<String> created = http.send(
                "POST",
                "/v1/portal-links",
                Map.of(
                        "Authorization",
                        "Bearer " + ContractYaml.API_KEY,
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        KEY),
                """
                {"merchant_id": "m_1", "platform": "easypost", "account": "%s", "state": "%s", "page": "onboarding",
                 "prefill": {"name": "%s"}}""".formatted(ACCOUNT, STATE, PREFILL));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created;
    }

    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private void refusedWithAnotherKey() {
        String other =
                Base64.getEncoder().encodeToString("another key of thirty-two bytes.".getBytes(StandardCharsets.UTF_8));
        try (BrokerProcess thief = BrokerProcess.jar(folder, "--portal.keys[0]=" + other)) {
            assertThat(thief.awaitEnd()).isNotZero();
            assertThat(thief.output())
                    .containsOnlyOnce("portal.keys lacks a key that the store still needs")
                    .doesNotContain("\\n\\tat ", other);
        }
    }
}
