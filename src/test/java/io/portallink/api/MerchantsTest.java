package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.merchant.Account;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The merchant registry over HTTP. */
@BrokerTest
class MerchantsTest {

    private static final String ACCOUNT = "/v1/merchants/%s/accounts/%s";
    private static final String USER = "user_0123456789abcdef0123456789abcdef";

    private final Calls calls;

    MerchantsTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    /** The two are read one after the other. */
    @Test
    void listWhenAMerchantsLastAccountGoesMeanwhileThenItIsLeftOut() {
        MerchantId stays = new MerchantId("m_stays");
        Account account =
                new Account(stays, new PlatformId("easypost"), new Secret(USER), null, Instant.EPOCH, Instant.EPOCH);

        assertThat(MerchantsController.MerchantView.of(
                        List.of(new MerchantId("m_goes"), stays), Map.of(stays, List.of(account))))
                .singleElement()
                .satisfies(shown -> assertThat(shown.merchantId()).isEqualTo("m_stays"));
    }

    @Test
    void putWhenAccountIsNewThenCreatedAndAfterwardsOk() {
        HttpResponse<String> created = put("m_put", "easypost", "{\"account\": \"" + USER + "\", \"theme_id\": \"t\"}");
        HttpResponse<String> replaced = put("m_put", "easypost", "{\"account\": \"user_other\"}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(replaced.statusCode()).isEqualTo(200);
        JsonNode first = Http.json(created);
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder(
                        "object", "merchant_id", "platform", "account", "theme_id", "created_at", "updated_at");
        assertThat(first.path("object").asString()).isEqualTo("account");
        assertThat(first.path("account").asString()).isEqualTo("user_01••••");
        assertThat(first.path("theme_id").asString()).isEqualTo("t");
        assertThat(created.body()).doesNotContain(USER);
        JsonNode second = Http.json(replaced);
        assertThat(second.path("theme_id").isNull()).isTrue();
        assertThat(second.path("account").asString()).isEqualTo("••••");
        assertThat(second.path("created_at")).isEqualTo(first.path("created_at"));
    }

    @Test
    void getWhenRegisteredThenMaskedAndAfterDeleteNotFound() {
        put("m_get", "easypost", "{\"account\": \"" + USER + "\"}");
        put("m_get", "shipengine", "{\"account\": 1234567890123}");
        String path = ACCOUNT.formatted("m_get", "easypost");

        assertThat(Http.json(calls.call("GET", path, "")).path("account").asString())
                .isEqualTo("user_01••••");
        JsonNode merchant = Http.json(calls.call("GET", "/v1/merchants/m_get", ""));
        assertThat(merchant.path("object").asString()).isEqualTo("merchant");
        assertThat(merchant.path("accounts").size()).isEqualTo(2);
        HttpResponse<String> deleted = calls.call("DELETE", path, "");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        Calls.assertProblem(calls.call("GET", path, ""), 404, "account-not-found");
        Calls.assertProblem(calls.call("DELETE", path, ""), 404, "account-not-found");
        calls.call("DELETE", ACCOUNT.formatted("m_get", "shipengine"), "");
        Calls.assertProblem(calls.call("GET", path, ""), 404, "merchant-not-found");
        Calls.assertProblem(calls.call("GET", "/v1/merchants/m_get", ""), 404, "merchant-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/merchants/%s", "/v1/merchants/%s/accounts/easypost"})
    void anyCallWhenMerchantIsAnotherTenantsThenAsIfItNeverWas(String path) {
        put("m_mine", "easypost", "{\"account\": \"user_1\"}");
        for (String method : path.endsWith("easypost") ? List.of("GET", "DELETE") : List.of("GET")) {
            HttpResponse<String> other = foreign(method, path.formatted("m_mine"));
            HttpResponse<String> never = foreign(method, path.formatted("m_never"));
            Calls.assertProblem(other, 404, "merchant-not-found");
            assertThat(shape(other)).isEqualTo(shape(never));
        }
        assertThat(foreign("GET", "/v1/merchants").body()).doesNotContain("m_mine");
        assertThat(calls.call("GET", "/v1/merchants/m_mine", "").statusCode()).isEqualTo(200);
    }

    @Test
    void listWhenPagedThenEveryMerchantOnceInOrder() {
        List<String> mine = List.of("l_1", "l_2", "l_3", "l_4", "l_5");
        mine.forEach(id -> put(id, "easypost", "{\"account\": \"user_1\"}"));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Http.json(calls.call("GET", "/v1/merchants?limit=2" + cursor, ""));
            page.path("data")
                    .forEach(merchant -> seen.add(merchant.path("merchant_id").asString()));
            assertThat(page.path("data").size()).isBetween(1, 2);
            JsonNode next = page.path("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        assertThat(seen).containsAll(mine).isSorted().doesNotHaveDuplicates();
    }

    /** More often than the pool has connections. */
    @Test
    void listWhenAskedForManyTimesThenHoldsNoConnection() {
        calls.call("PUT", "/v1/merchants/m_often/accounts/easypost", "{\"account\": \"user_1\"}");
        for (int i = 0; i < 25; i++) {
            assertThat(calls.call("GET", "/v1/merchants", "").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=101, limit", "limit=x, limit", "limit=1.5, limit", "cursor=!!, cursor"})
    void listWhenParameterIsWrongThenItIsNamed(String query, String field) {
        assertThat(Calls.wrongFields(calls.call("GET", "/v1/merchants?" + query, "")))
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; account",
                "{\"account\": null}; account",
                "{\"account\": 1.5}; account",
                "{\"account\": true}; account",
                "{\"account\": \"\"}; account",
                "{\"account\": \"a b\"}; account",
                "{\"account\": \"x\", \"theme_id\": 5}; theme_id",
                "{\"account\": \"x\", \"theme_id\": \"\"}; theme_id",
                "{\"account\": \"x\", \"nope\": 1}; nope",
                "{\"account\": \"x\", \"account\": \"y\"}; account",
                "{; body",
                "null; body"
            })
    void putWhenBodyIsWrongThenFieldIsNamed(String body, String field) {
        assertThat(Calls.wrongFields(put("m_bad", "easypost", body))).containsExactly(field);
        Calls.assertProblem(calls.call("GET", "/v1/merchants/m_bad", ""), 404, "merchant-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "%C3%BC", "a,b"})
    void anyCallWhenMerchantIdHasAnotherFormThenItIsNamed(String id) {
        assertThat(Calls.wrongFields(put(id, "easypost", "{\"account\": \"x\"}")))
                .containsExactly("merchant_id");
        assertThat(Calls.wrongFields(calls.call("GET", "/v1/merchants/" + id, "")))
                .containsExactly("merchant_id");
    }

    private HttpResponse<String> put(String merchant, String platform, String body) {
        return calls.call("PUT", ACCOUNT.formatted(merchant, platform), body);
    }

    private HttpResponse<String> foreign(String method, String path) {
        return calls.send("bare-key", method, path, Map.of(), "");
    }

    /** Everything but the request's own id. */
    private static JsonNode shape(HttpResponse<String> answer) {
        ObjectNode problem = (ObjectNode) Http.json(answer);
        problem.remove("request_id");
        return problem;
    }
}
