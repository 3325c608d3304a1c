package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.portal.TenantId;
import io.portallink.testkit.BrokerTestConfiguration;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A browser in the worst of worlds: a platform that sends everybody away at once, to its refresh URL or back to the ticket,
 * and a dashboard that answers each bounce with a new link and each return with another visit. Whatever is visited in
 * whatever order, the browser comes to rest at a page.
 */
class NoLoopTest extends Visiting {

    /** Four links in a row, each launched, let in again three times and bounced, the fourth bounce a page: 4 × 5. */
    private static final int MOST_REDIRECTS = 20;

    private static final int STEPS = 40;

    private final List<LinkId> links = new ArrayList<>();
    private final Map<LinkId, String> cookies = new HashMap<>();
    private final Map<LinkId, Integer> visits = new HashMap<>();
    private final List<Instant> bounces = new ArrayList<>();
    private Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void browserWhenSentAroundInAnyOrderThenComesToRestAtPage(long seed) {
        random = new Random(seed);
        follow(newLink());
        for (int step = 0; step < STEPS; step++) {
            LinkId link = links.get(Math.max(0, links.size() - 1 - random.nextInt(5)));
            switch (random.nextInt(8)) {
                case 0 -> follow(newLink());
                case 1, 2 -> follow(new Stop(link, TokenUse.REFRESH));
                case 3 -> follow(new Stop(link, TokenUse.LAUNCH));
                case 4 -> follow(new Stop(link, TokenUse.RETURN));
                case 5 -> clock.advance(Duration.ofSeconds(random.nextInt(900)));
                case 6 -> revoke(link);
                default -> cookies.remove(link); // another browser, or one that forgets
            }
        }
        assertThat(visits.values()).allMatch(count -> count <= 4);
        assertThat(visits.values()).as("somebody was let in again").anyMatch(count -> count == 4);
    }

    /** Goes where the broker, the platform and the dashboard send it, until the broker shows a page. */
    private void follow(Stop start) {
        Stop stop = start;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<String> answer = visit(path(stop), jar());
            if (answer.statusCode() != 302) {
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 410);
                return;
            }
            stop = next(stop.link(), answer);
        }
        throw new AssertionError("still redirected after " + MOST_REDIRECTS + " times");
    }

    private Stop next(LinkId link, HttpResponse<String> redirect) {
        String location = redirect.headers().firstValue("Location").orElseThrow();
        redirect.headers().firstValue("Set-Cookie").ifPresent(cookie -> cookies.put(link, cookie.split(";", 2)[0]));
        if (location.startsWith(BrokerTestConfiguration.REFRESH_URL + "?")) {
            bounces.add(clock.instant());
            Instant window = clock.instant().minus(Duration.ofMinutes(10));
            assertThat(bounces).filteredOn(at -> at.isAfter(window)).hasSizeLessThanOrEqualTo(3);
            return newLink();
        }
        if (location.startsWith(BrokerTestConfiguration.RETURN_URL + "?")) {
            return random.nextBoolean() ? newLink() : new Stop(link, TokenUse.REFRESH);
        }
        visits.merge(link, 1, Integer::sum);
        assertThat(visits.get(link)).as("redirects to the platform").isLessThanOrEqualTo(1 + 3);
        return new Stop(link, random.nextInt(3) == 0 ? TokenUse.LAUNCH : TokenUse.REFRESH);
    }

    private Stop newLink() {
        LinkId link = link(ticket("acme-key", "m_loop", EASYPOST));
        links.add(link);
        return new Stop(link, TokenUse.LAUNCH);
    }

    private String path(Stop stop) {
        return "/" + stop.at().path() + "/" + tokens.issue(stop.at(), new TenantId("acme"), stop.link());
    }

    /** As many cookies as fit; a browser forgets the oldest. */
    private String jar() {
        return links.reversed().stream()
                .limit(20)
                .flatMap(link -> Optional.ofNullable(cookies.get(link)).stream())
                .collect(Collectors.joining("; "));
    }

    /** One of the broker's addresses of a link. */
    private record Stop(LinkId link, TokenUse at) {}
}
