package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ObjectNode;

/** Another tenant's merchant is as if it never was: to be read, changed, deleted, listed or opened. */
@BrokerTest
class TenantIsolationTest {

    private static final String ACCOUNT = "/v1/merchants/%s/accounts/easypost";

    private final Calls calls;

    TenantIsolationTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void acmesMerchant() {
        StubPlatforms.reset();
        calls.call("PUT", ACCOUNT.formatted("m_acme"), "{\"account\": \"user_of_acme\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /v1/merchants/%s |",
                "GET | /v1/merchants/%s/accounts/easypost |",
                "DELETE | /v1/merchants/%s/accounts/easypost |",
                "GET | /v1/merchants/%s/accounts/easypost/status |",
                "POST | /v1/portal-links | {\"merchant_id\": \"%s\"}",
                "POST | /v1/portal-links | {\"merchant_id\": \"%s\", \"platform\": \"easypost\", \"mode\": \"direct\"}",
                "POST | /v1/portal-links | {\"merchant_id\": \"%s\", \"dry_run\": true}"
            })
    void callWhenMerchantIsAnotherTenantsThenSameAnswerAsForNone(String method, String path, @Nullable String body) {
        HttpResponse<String> theirs = bare(method, path, body, "m_acme");
        HttpResponse<String> nobodys = bare(method, path, body, "m_none");

        Calls.assertProblem(theirs, 404, "merchant-not-found");
        assertThat(shape(theirs)).isEqualTo(shape(nobodys));
        assertThat(theirs.headers().map().keySet())
                .isEqualTo(nobodys.headers().map().keySet());
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
        assertThat(acmes()).isEqualTo("user_of••••");
    }

    @Test
    void putWhenIdIsAnotherTenantsThenEachHasItsOwn() {
        HttpResponse<String> put = bare("PUT", ACCOUNT, "{\"account\": \"other_of_bare\"}", "m_acme");

        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(acmes()).isEqualTo("user_of••••");
        assertThat(bare("DELETE", ACCOUNT, null, "m_acme").statusCode()).isEqualTo(204);
        assertThat(acmes()).isEqualTo("user_of••••");
    }

    @Test
    void listWhenCursorIsAnotherTenantsThenOnlyOwnMerchants() {
        calls.call("PUT", ACCOUNT.formatted("m_acme_2"), "{\"account\": \"user_of_acme\"}");
        String cursor = Http.json(calls.call("GET", "/v1/merchants?limit=1", ""))
                .path("next_cursor")
                .asString();

        assertThat(cursor).isNotBlank();
        for (String query : new String[] {"?cursor=" + cursor, ""}) {
            HttpResponse<String> list = bare("GET", "/v1/merchants" + query, null, "");
            assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
            assertThat(list.body()).doesNotContain("m_acme");
        }
    }

    private String acmes() {
        return Http.json(calls.call("GET", ACCOUNT.formatted("m_acme"), ""))
                .path("account")
                .asString();
    }

    private HttpResponse<String> bare(String method, String path, @Nullable String body, String merchant) {
        return calls.send(
                "bare-key",
                method,
                path.formatted(merchant),
                body == null ? Map.of() : Map.of("Content-Type", "application/json"),
                body == null ? "" : body.formatted(merchant));
    }

    /** Everything but the request's own id. */
    private static ObjectNode shape(HttpResponse<String> answer) {
        ObjectNode problem = (ObjectNode) Http.json(answer);
        problem.remove("request_id");
        return problem;
    }
}
