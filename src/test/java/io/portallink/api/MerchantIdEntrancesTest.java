package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A merchant id that no URL path can carry could be neither read nor removed, so no entrance lets one in. */
@BrokerTest
class MerchantIdEntrancesTest {

    private final Calls calls;
    private final Imports imports;
    private final MerchantRegistry registry;

    MerchantIdEntrancesTest(@LocalServerPort int port, @Autowired MerchantRegistry registry) {
        this.calls = new Calls(port);
        this.imports = new Imports(port);
        this.registry = registry;
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void enterWhenNoPathCanCarryTheIdThenItIsNamed(String id) {
        assertThat(Calls.wrongFields(calls.open(Calls.body("merchant_id", "\"" + id + "\""))))
                .containsExactly("merchant_id");
        assertThat(Calls.wrongFields(calls.open(Calls.body("merchant_id", "\"" + id + "\"", "dry_run", "true"))))
                .containsExactly("merchant_id");
        assertThat(Calls.wrongFields(calls.call("GET", Calls.LINKS + "?merchant_id=" + id, "")))
                .containsExactly("merchant_id");
        assertThat(Imports.refused(imports.send(Imports.NDJSON, Imports.line(id, "user_1")), 0))
                .singleElement()
                .satisfies(line -> assertThat(line.detail()).contains("merchant_id"));
        assertThat(Imports.refused(imports.send(Imports.CSV, Imports.HEADER + id + ",easypost,user_1,\n"), 0))
                .singleElement()
                .satisfies(line -> assertThat(line.detail()).contains("merchant_id"));
    }

    /** A client or a proxy makes another path of it, wherever that leads. */
    @ParameterizedTest
    @ValueSource(strings = {"%2E", "%2e%2E", ".", ".."})
    void pathWhenItHoldsSuchAnIdThenNothingIsRegistered(String id) {
        assertThat(calls.call("PUT", "/v1/merchants/" + id + "/accounts/easypost", "{\"account\": \"user_1\"}")
                        .statusCode())
                .isBetween(400, 499);
        assertThat(calls.call("GET", "/v1/merchants/" + id + "/accounts/easypost", "")
                        .statusCode())
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", ".a", "a.", "..a", "-", ":", "@", "_"})
    void enterWhenAPathCanCarryTheIdThenItIsReadAndRemovedByIt(String id) {
        assertThat(Imports.refused(imports.send(Imports.NDJSON, Imports.line(id, "user_1")), 1))
                .isEmpty();

        assertThat(calls.call("GET", "/v1/merchants/" + id, "").statusCode()).isEqualTo(200);
        assertThat(calls.call("DELETE", "/v1/merchants/" + id + "/accounts/easypost", "")
                        .statusCode())
                .isEqualTo(204);
    }

    /** What was imported before there was this rule must not make a list unreadable. */
    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void listWhenTheStoreHoldsSuchAnIdThenItIsShown(String id) {
        TenantId tenant = new TenantId("bare");
        registry.put(tenant, new MerchantId(id), new PlatformId("easypost"), new Secret("user_1"), null);

        assertThat(merchants("")
                        .path("data")
                        .valueStream()
                        .map(merchant -> merchant.path("merchant_id").asString()))
                .contains(id);

        registry.delete(tenant, new MerchantId(id), new PlatformId("easypost"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void listWhenAPageEndsWithSuchAnIdThenTheNextOneFollows(String id) {
        TenantId tenant = new TenantId("bare");
        PlatformId platform = new PlatformId("easypost");
        List<MerchantId> merchants = List.of(new MerchantId(id), new MerchantId("z"));
        merchants.forEach(merchant -> registry.put(tenant, merchant, platform, new Secret("user_1"), null));

        JsonNode first = merchants("?limit=1");
        JsonNode second =
                merchants("?limit=1&cursor=" + first.path("next_cursor").asString());

        assertThat(first.at("/data/0/merchant_id").asString()).isEqualTo(id);
        assertThat(second.at("/data/0/merchant_id").asString()).isEqualTo("z");
        merchants.forEach(merchant -> registry.delete(tenant, merchant, platform));
    }

    private JsonNode merchants(String query) {
        return Http.json(calls.send("bare-key", "GET", "/v1/merchants" + query, Map.of(), ""));
    }
}
