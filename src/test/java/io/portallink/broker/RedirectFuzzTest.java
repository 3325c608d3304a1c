package io.portallink.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.Life;
import io.portallink.link.LinkId;
import io.portallink.link.LinkMode;
import io.portallink.link.PortalLink;
import io.portallink.portal.HttpsUrl;
import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Mutator;
import io.portallink.testkit.Seeds;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder.ParserType;

/** A browser goes where it reads that it should, so each URL is read once more by a parser that follows the URL standard. */
class RedirectFuzzTest {

    private static final List<String> HOSTS = List.of("app.easypost.com", "localhost:8080", "[::1]:9090");
    private static final LinkId LINK = LinkId.next(Instant.EPOCH);

    @Property
    void assembleWhenUrlIsAnythingThenABrowserStaysOnTheList(@ForAll(supplier = Seeds.class) long seed) {
        Mutator some = new Mutator(seed);
        UrlMutator urls = new UrlMutator(some);
        String url = some.oneIn(3) ? some.text(urls.url()) : urls.url();
        Map<String, String> parameters = parameters(some, "theme_id", "redirect_to");
        String outcome = "refused";
        try {
            String assembled = RedirectAssembler.assemble(new PortalUrl(
                    url, Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1), HOSTS, parameters, "request-1"));
            outcome = "accepted";
            assertOnTheList(assembled);
            assertParameters(assembled, parameters);
        } catch (PortalFailure.InvalidResponse e) {
            assertThat(e.detail()).matches("The platform's answer can't be used: [a-zA-Z', -]{5,60}\\.");
        }
        Statistics.collect(outcome);
        Statistics.coverage(coverage -> coverage.check("accepted").percentage(percent -> percent > 5));
    }

    @Property
    void dashboardUrlWhenStateIsAnythingThenItArrivesOnceAndTheHostStays(@ForAll(supplier = Seeds.class) long seed) {
        Mutator some = new Mutator(seed);
        String registered = new UrlMutator(some).registered();
        try {
            HttpsUrl.parse("portal.tenants.acme.return-urls[0]", registered);
        } catch (InvalidConfiguration refused) {
            Statistics.collect("not registered");
            return;
        }
        Map<String, String> parameters = parameters(some, "state", "reason");
        PortalLink link = link(registered, parameters.get("state"));

        String url = DashboardUrl.of(registered, link, parameters.get("reason"));

        Statistics.collect("registered");
        Statistics.coverage(coverage -> coverage.check("registered").percentage(percent -> percent > 50));
        parameters.put("portal_link", LINK.value());
        assertParameters(url, parameters);
        assertThat(browser(url).getHost()).isEqualTo(browser(registered).getHost());
        assertThat(browser(url).getPort()).isEqualTo(browser(registered).getPort());
        int fragment = registered.indexOf('#');
        assertThat(url).endsWith(fragment < 0 ? "" : registered.substring(fragment));
    }

    private static Map<String, String> parameters(Mutator some, String... names) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : names) {
            if (some.oneIn(2)) {
                parameters.put(name, new String(some.text().getBytes(UTF_8), UTF_8)); // well-formed, as checked before
            }
        }
        return parameters;
    }

    private static UriComponents browser(String url) {
        return UriComponentsBuilder.fromUriString(url, ParserType.WHAT_WG).build();
    }

    private static void assertOnTheList(String url) {
        UriComponents read = browser(url);
        assertThat(read.getUserInfo()).as(url).isNull();
        String scheme = read.getScheme();
        String port = read.getPort() == -1 ? "" : ":" + read.getPort();
        assertThat(HOSTS).as(url).contains(read.getHost() + port);
        assertThat(scheme).as(url).isIn(port.isEmpty() ? List.of("https") : List.of("https", "http"));
    }

    /** In the query and nowhere else, each once, and decoded as a form they say what was asked; all of it is visible ASCII. */
    private static void assertParameters(String url, Map<String, String> parameters) {
        assertThat(url).matches("[\\x21-\\x7e]+");
        String query = url.split("#", 2)[0].split("\\?", 2).length < 2
                ? ""
                : url.split("#", 2)[0].split("\\?", 2)[1];
        List<String[]> pairs = Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .toList();
        parameters.forEach((name, value) -> assertThat(pairs)
                .as(url)
                .filteredOn(pair -> URLDecoder.decode(pair[0], UTF_8).equals(name))
                .singleElement()
                .satisfies(pair -> assertThat(URLDecoder.decode(pair[1], UTF_8)).isEqualTo(value)));
    }

    private static PortalLink link(String returnUrl, @Nullable String state) {
        return new PortalLink(
                LINK,
                new TenantId("acme"),
                new MerchantId("m_1"),
                new PlatformId("easypost"),
                null,
                LinkMode.LAUNCH,
                false,
                returnUrl,
                null,
                null,
                List.of(),
                null,
                state,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Life.ISSUED);
    }
}
