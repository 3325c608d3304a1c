package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of refresh, return and reopening share: browsers that launched a link, and what the store holds of it. */
abstract class Visiting extends Browsing {

    static final String SHIPENGINE = "\"platform\": \"shipengine\", \"account\": 7";
    static final String COOKIE_PREFIX = "__Host-plk_";

    @Autowired
    Tokens tokens;

    @Autowired
    JdbcClient jdbc;

    /** A browser that launched a link: its ticket, its two other addresses, and the cookie as it is sent. */
    record Visitor(LinkId link, String ticket, String refresh, String comeback, String cookie) {

        String secret() {
            return cookie.substring(cookie.indexOf('=') + 1);
        }
    }

    /** At EasyPost, for a merchant of the tenant {@code acme}. */
    Visitor launched(String merchant) {
        return launched("acme", merchant, EASYPOST);
    }

    Visitor launched(String tenant, String merchant, String fields) {
        String ticket = ticket(tenant + "-key", merchant, fields);
        HttpResponse<String> launch = navigate(ticket);
        assertThat(launch.statusCode()).as(launch.body()).isEqualTo(302);
        LinkId link = link(ticket);
        TenantId of = new TenantId(tenant);
        return new Visitor(
                link,
                ticket,
                "/refresh/" + tokens.issue(TokenUse.REFRESH, of, link),
                "/return/" + tokens.issue(TokenUse.RETURN, of, link),
                launch.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0]);
    }

    LinkId link(String ticket) {
        return tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
    }

    /** A navigation with a {@code Cookie} header; none where it is empty. */
    HttpResponse<String> visit(String path, String cookie) {
        Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
        if (!cookie.isEmpty()) {
            headers.put("Cookie", cookie);
        }
        return http().get(path, headers);
    }

    void revoke(LinkId link) {
        assertThat(http().api("POST", "/v1/portal-links/" + link + "/revoke", "acme-key", "")
                        .statusCode())
                .isEqualTo(200);
    }

    Map<String, @Nullable Object> row(LinkId link) {
        return jdbc.sql("SELECT * FROM portal_link WHERE id = :id")
                .param("id", link.value())
                .query()
                .singleRow();
    }

    /** The tenant's refresh URL as a browser of {@code acme} is sent there. */
    static String bounce(LinkId link, String reason) {
        return BrokerTestConfiguration.REFRESH_URL + "?portal_link=" + link + "&reason=" + reason;
    }

    static String session(String name) {
        return StubPlatforms.EASYPOST_URL + "-" + name;
    }

    /** EasyPost's next answer, with a session of its own. */
    static ResponseDefinitionBuilder newSession(String name) {
        return aResponse()
                .withStatus(201)
                .withHeader("Content-Type", "application/json")
                .withBody(StubPlatforms.easyPostBody(Instant.now()).replace(StubPlatforms.EASYPOST_URL, session(name)));
    }

    CompletableFuture<HttpResponse<String>> slowVisit(String path, String cookie) throws InterruptedException {
        return slow(() -> visit(path, cookie));
    }

    /** A request whose mint takes a while, and has begun; the next one's is quick. */
    CompletableFuture<HttpResponse<String>> slow(Supplier<HttpResponse<String>> request) throws InterruptedException {
        StubPlatforms.easyPost().resetRequests();
        easyPostAnswers(newSession("slow").withFixedDelay(1500));
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(request);
        while (StubPlatforms.easyPost()
                .findAll(postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)))
                .isEmpty()) {
            assertThat(answer).isNotDone();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        easyPostAnswers(newSession("quick"));
        return answer;
    }
}
