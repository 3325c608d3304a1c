package io.portallink.packaged;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A broker with the contract's YAML and two tenants more, and how to get its links into any state. */
final class PagesBroker implements AutoCloseable {

    static final String ACME = ContractYaml.API_KEY;
    /** Its tenant has registered no URL at all, and has a name to break a layout with. */
    static final String BARE = "bare-api-key";
    /** Its tenant has a return URL only. */
    static final String HALF = "half-api-key";

    static final String BARE_NAME = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk <& Söhne>";
    static final String EASYPOST = "\"platform\": \"easypost\", \"account\": \"user_1\"";
    static final String SHIPENGINE = "\"platform\": \"shipengine\", \"account\": 7";

    private final BrokerProcess process;
    private final LinkStore store;
    private int merchants;

    /** @param arguments beside its configuration */
    PagesBroker(Path folder, String... arguments) {
        String database = EmbeddedPostgresServer.freshDatabase();
        store = new LinkStore(database);
        ContractYaml.write(folder);
        StubPlatforms.reset();
        List<String> all = new ArrayList<>(List.of(
                "--spring.datasource.url=" + database,
                "--portal.tenants.bare.display-name=" + BARE_NAME,
                "--portal.tenants.bare.api-keys[0].id=bare",
                "--portal.tenants.bare.api-keys[0].sha256=" + BrokerTestConfiguration.sha256(BARE),
                "--portal.tenants.bare.api-keys[0].scopes[0]=links",
                "--portal.tenants.bare.platforms.easypost.api-key=" + ContractYaml.EASYPOST_KEY,
                "--portal.tenants.half.display-name=Half Market",
                "--portal.tenants.half.api-keys[0].id=half",
                "--portal.tenants.half.api-keys[0].sha256=" + BrokerTestConfiguration.sha256(HALF),
                "--portal.tenants.half.api-keys[0].scopes[0]=links",
                "--portal.tenants.half.return-urls[0]=https://half.example/",
                "--portal.tenants.half.platforms.easypost.api-key=" + ContractYaml.EASYPOST_KEY));
        all.addAll(List.of(arguments));
        process = BrokerProcess.jar(folder, all.toArray(String[]::new));
    }

    void awaitReady() {
        process.awaitReady();
    }

    LinkStore store() {
        return store;
    }

    Http http() {
        return process.http();
    }

    String address(String path) {
        return "http://localhost:" + process.port() + path;
    }

    /** A new link of a merchant of its own. */
    Link link(String key, String account) {
        JsonNode link = Http.json(http().api(
                        "POST",
                        "/v1/portal-links",
                        key,
                        "{\"merchant_id\": \"m_%d\", %s}".formatted(++merchants, account)));
        return new Link(
                link.path("id").stringValue(),
                address(Http.path(link.path("url").stringValue())));
    }

    Link link(String key) {
        return link(key, EASYPOST);
    }

    /** A new link, opened by a browser that is none of ours. */
    Link opened(String key) {
        Link link = link(key);
        http().get(Http.path(link.url()), Http.NAVIGATION);
        return link;
    }

    /** Whether a merchant of the first tenant gets into a portal of ShipEngine now. */
    boolean opensAtShipEngine() {
        return http().get(Http.path(link(ACME, SHIPENGINE).url()), Http.NAVIGATION)
                        .statusCode()
                == 302;
    }

    void revoke(String key, Link link) {
        http().api("POST", "/v1/portal-links/" + link.id() + "/revoke", key, "");
    }

    /** What EasyPost was told for the link that was opened last: {@code return_url} or {@code refresh_url}. */
    String told(String member) {
        var requests = StubPlatforms.easyPost().findAll(anyRequestedFor(anyUrl()));
        String body = requests.getLast().getBodyAsString();
        String url = JsonMapper.shared().readTree(body).path(member).stringValue();
        return address(Http.path(url));
    }

    static void easyPostAnswers(ResponseDefinitionBuilder answer) {
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)).willReturn(answer));
    }

    static void shipEngineAnswers(ResponseDefinitionBuilder answer) {
        StubPlatforms.shipEngine()
                .stubFor(post(urlPathEqualTo(StubPlatforms.SHIPENGINE_PATH)).willReturn(answer));
    }

    @Override
    public void close() {
        process.close();
    }

    /** @param url as this machine's browser reaches it */
    record Link(String id, String url) {}
}
