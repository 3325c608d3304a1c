package io.portallink;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Signer;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StartedBroker;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything is done once; then every row of the store is searched for what a thief could use. A subclass names the store. */
@ExtendWith(OutputCaptureExtension.class)
abstract class SecretsAtRest {

    private static final String OTHER_KEY =
            Base64.getEncoder().encodeToString("another key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII));

    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Autowired
    private JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    private String url = "";

    @LocalServerPort
    private int port;

    @Test
    void storeWhenEverythingWasDoneThenHoldsNoSecretAndOpensNothingWithoutTheServersKey(CapturedOutput output) {
        StubPlatforms.reset();
        everything(new Http(port));

        String dump = dump();

        assertThat(dump).contains("m_inline_at_rest", "m_registered_at_rest", "opened", "replayed", "refreshed");
        secrets.forEach((name, secret) -> {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(dump).as(name).doesNotContainIgnoringCase(secret);
            assertThat(dump)
                    .as(name + ", hex")
                    .doesNotContainIgnoringCase(HexFormat.of().formatHex(bytes));
            assertThat(dump)
                    .as(name + ", base64")
                    .doesNotContain(Base64.getUrlEncoder().encodeToString(bytes).substring(0, bytes.length));
        });
        assertThat(jdbc.sql("SELECT fingerprint FROM idempotency_key")
                        .query(String.class)
                        .list())
                .as("digests, of which two are of equal requests")
                .hasSizeGreaterThanOrEqualTo(4)
                .doesNotHaveDuplicates();
        int before = output.getAll().length();
        StartedBroker.assertRefused(url, List.of(OTHER_KEY));
        assertThat(output.getAll().substring(before))
                .containsOnlyOnce("portal.keys lacks a key that the store still needs")
                .doesNotContain("\\tat ", OTHER_KEY, BrokerTestConfiguration.SERVER_KEY);
        Tokens thief = new Tokens(new Signer(new KeyRing(List.of(OTHER_KEY))));
        assertThat(thief.read(TokenUse.LAUNCH, secret("a ticket"))).isEmpty();
        assertThat(thief.read(TokenUse.REFRESH, secret("refresh_url"))).isEmpty();
        assertThat(thief.read(TokenUse.RETURN, secret("return_url"))).isEmpty();
    }

    private void everything(Http http) {
        secrets.put("an account", "user_at_rest_registered_1");
        http.api("PUT", "/v1/merchants/m_registered_at_rest/accounts/easypost", "acme-key", """
                {"account": "user_at_rest_registered_1"}""");
        open(http, "launch", "{\"merchant_id\": \"m_registered_at_rest\", \"state\": \"state_at_rest_1\"}");
        secrets.put("a state", "state_at_rest_1");
        secrets.put("an inline account", "user_at_rest_inline_2");
        secrets.put("a prefill", "prefill_at_rest_3");
        secrets.put("an idempotency key", "idempotency_at_rest_4");
        String body = """
                {"merchant_id": "m_inline_at_rest", "platform": "easypost", "account": "user_at_rest_inline_2",
                 "page": "onboarding", "prefill": {"name": "prefill_at_rest_3"}}""";
        open(http, "launch", body);
        assertThat(open(http, "direct", body.replace("\"page\"", "\"mode\": \"direct\", \"page\"")))
                .isNotEmpty();
        String ticket = open(http, "launch", body);
        secrets.put("a ticket", ticket.substring("/launch/".length()));
        browse(http, ticket);
        secrets.put("an API key", "acme-key");
        secrets.put("EasyPost's key", BrokerTestConfiguration.EASYPOST_KEY);
        secrets.put("EasyPost's session", StubPlatforms.EASYPOST_URL);
        secrets.put("the server's key", BrokerTestConfiguration.SERVER_KEY);
    }

    private void browse(Http http, String ticket) {
        HttpResponse<String> launched = http.get(ticket, Http.NAVIGATION);
        assertThat(launched.statusCode()).isEqualTo(302);
        String cookie = launched.headers().firstValue("Set-Cookie").orElseThrow();
        Map<String, String> own = new HashMap<>(Http.NAVIGATION);
        own.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
        secrets.put("a cookie", cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
        JsonNode sent = JsonMapper.shared()
                .readTree(StubPlatforms.easyPost()
                        .findAll(postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)))
                        .getLast()
                        .getBodyAsString());
        for (String field : List.of("refresh_url", "return_url")) {
            String path = Http.path(sent.path(field).stringValue());
            secrets.put(field, path.substring(path.lastIndexOf('/') + 1));
            assertThat(http.get(path, own).statusCode()).isEqualTo(302);
            assertThat(http.get(ticket, Http.NAVIGATION).statusCode()).isEqualTo(410);
        }
    }

    private static String open(Http http, String mode, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer acme-key");
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", "idempotency_at_rest_4" + System.nanoTime());
        HttpResponse<String> created = http.send("POST", "/v1/portal-links", headers, body);
        assertThat(created.statusCode()).as(mode + created.body()).isEqualTo(201);
        return Http.path(Http.json(created).path("url").stringValue());
    }

    private String secret(String name) {
        return String.valueOf(secrets.get(name));
    }

    /** Every row of every table, whatever tables there are. */
    private String dump() {
        List<@Nullable String> tables = jdbc.sql("""
                SELECT table_name FROM information_schema.tables WHERE lower(table_schema) = 'public'""").query(String.class).list();
        assertThat(tables).hasSizeGreaterThanOrEqualTo(7);
        StringBuilder all = new StringBuilder();
        tables.forEach(table -> all.append(table)
                .append(jdbc.sql("SELECT * FROM \"" + table + "\"").query().listOfRows())
                .append('\n'));
        return all.toString();
    }
}
