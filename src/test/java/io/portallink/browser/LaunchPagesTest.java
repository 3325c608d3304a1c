package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.portallink.broker.Refresh;
import io.portallink.link.Life;
import io.portallink.link.LinkId;
import io.portallink.link.LinkMode;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.link.Tokens;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.TenantId;
import io.portallink.tenant.Tenant;
import io.portallink.tenant.Tenants;
import io.portallink.testkit.HtmlCheck;
import io.portallink.web.HtmlPage;
import io.portallink.web.WebKit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** Every page around a launch, for every kind of tenant: good HTML, in the tenant's name, and with a next step. */
class LaunchPagesTest {

    private static final String RETURN_URL = "https://dashboard.example/shipping?a=1&b=%3C2%3E";
    private static final String REFRESH_URL = "https://dashboard.example/shipping/open?a=1&b=2";
    private static final String NAME = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk <& Söhne>";

    /** With both URLs, with one, with none, and one that is configured no more. */
    private static final List<Tenant> TENANTS = List.of(
            tenant("both", List.of(RETURN_URL), List.of(REFRESH_URL)),
            tenant("half", List.of(RETURN_URL), List.of()),
            tenant("bare", List.of(), List.of()));

    private static final LaunchPages PAGES = new LaunchPages(new Dashboard(new Tenants(TENANTS)));

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void pageWhenWrittenThenIsGoodHtmlAndHasANextStep(String what, HtmlPage page) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setHeader("X-Request-Id", "req_1");
        WebKit.pages().write(response, 200, page);
        String html = response.getContentAsString();

        HtmlCheck.check(what, html);
        Document document = Jsoup.parse(html);
        assertThat(document.title()).startsWith(page.heading()).endsWith(page.site() == null ? "" : page.site());
        assertThat(document.select("main form button, main a.button[href]").size() == 1
                        || document.text().matches(".*(Go back to|go back to|Click on it).*"))
                .as(document.text())
                .isTrue();
        assertThat(document.select("main > p.reference").eachText())
                .isEqualTo(page.reference() ? List.of("Reference: req_1") : List.of());
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                        Stream.of(
                                arguments("prefetch", LaunchPages.prefetch()),
                                arguments("not genuine", LaunchPages.notGenuine()),
                                arguments(
                                        "gone",
                                        PAGES.gone(
                                                new Tokens.Genuine(link("both").id(), 0)))),
                        Stream.of("both", "half", "bare", "former").flatMap(LaunchPagesTest::pagesOf))
                .flatMap(pages -> pages);
    }

    private static Stream<Arguments> pagesOf(String tenant) {
        PortalLink link = link(tenant);
        return Stream.of(
                        Stream.of(
                                page("confirm", tenant, PAGES.confirm(link)),
                                page("busy", tenant, PAGES.busy(link)),
                                page("back", tenant, PAGES.back(link))),
                        Stream.of(LinkStatus.EXPIRED, LinkStatus.REVOKED, LinkStatus.FAILED, LinkStatus.OPENED)
                                .map(status -> page(status.wire(), tenant, PAGES.ended(link, status))),
                        Stream.of(Refresh.Reason.values())
                                .map(reason -> page(reason.wire(), tenant, PAGES.refused(link, reason))),
                        failures()
                                .flatMap(failure -> Stream.of(
                                        page(failure.problem() + " again", tenant, PAGES.failed(link, failure, true)),
                                        page(failure.problem() + " last", tenant, PAGES.failed(link, failure, false)),
                                        page(
                                                failure.problem() + " refresh",
                                                tenant,
                                                PAGES.refreshFailed(link, failure)))))
                .flatMap(pages -> pages);
    }

    private static Arguments page(String name, String tenant, HtmlPage page) {
        return arguments(name + " of " + tenant, page);
    }

    private static Stream<PortalFailure> failures() {
        return Stream.of(
                new PortalFailure.AccountRejected(null),
                new PortalFailure.CredentialsRejected(null),
                new PortalFailure.RequestRejected(null),
                new PortalFailure.InvalidResponse("no URL", null),
                new PortalFailure.TimedOut(true),
                new PortalFailure.RateLimited(Duration.ofSeconds(7), true, null),
                new PortalFailure.RateLimited(Duration.ofMinutes(1), false, null),
                new PortalFailure.Unavailable(Duration.ofMinutes(5), true, null));
    }

    private static Tenant tenant(String id, List<String> returnUrls, List<String> refreshUrls) {
        return new Tenant(new TenantId(id), NAME, List.of(), 0, returnUrls, refreshUrls, Map.of());
    }

    private static PortalLink link(String tenant) {
        return new PortalLink(
                new LinkId("plk_" + "0".repeat(32)),
                new TenantId(tenant),
                new MerchantId("m_1"),
                new PlatformId("easypost"),
                null,
                LinkMode.LAUNCH,
                false,
                registered(RETURN_URL, tenant.equals("bare")),
                registered(REFRESH_URL, !tenant.equals("both")),
                null,
                List.of(),
                null,
                "state & <more>",
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Life.ISSUED);
    }

    private static @Nullable String registered(String url, boolean none) {
        return none ? null : url;
    }
}
