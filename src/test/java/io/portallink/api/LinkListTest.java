package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLinks;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code GET /v1/portal-links}: newest first, page by page, by merchant and by the status that links have now. */
class LinkListTest extends LinkKit {

    @Test
    void listWhenPagedWhileNewOnesComeThenEachOnceAndNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            made.addFirst(issue("m_paged").value());
            clock.advance(Duration.ofMillis(1));
        }

        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page("?merchant_id=m_paged" + cursor);
            seen.addAll(texts(page.path("data"), "id"));
            sizes.add(page.path("data").size());
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").stringValue();
            issue("m_paged");
            clock.advance(Duration.ofMillis(1));
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(made);
        assertThat(sizes).as("pages of the default limit").containsExactly(20, 20, 5);
    }

    @Test
    void listWhenShownThenEachEntryIsAsItIsReadAndNothingElse() {
        LinkId id = issue("m_entry", "page", "\"billing\"");
        open(id);

        JsonNode page = page("?merchant_id=m_entry&limit=100");

        assertThat(page.propertyNames()).containsExactly("data", "next_cursor");
        assertThat(page.path("next_cursor").isNull()).isTrue();
        assertThat(page.path("data")).singleElement().isEqualTo(read(id));
        assertThat(texts(page.path("data").get(0).path("events"), "type")).containsExactly("issued", "opened");
    }

    @Test
    void listWhenExactlyFullThenThereIsNoNextPage() {
        issue("m_full");
        issue("m_full");

        assertThat(page("?merchant_id=m_full&limit=2").path("next_cursor").isNull())
                .isTrue();
        assertThat(page("?merchant_id=m_full&limit=1").path("next_cursor").isString())
                .isTrue();
    }

    @Test
    void listWhenCursorIsOfAnotherTenantsLinkThenOnlyOwnLinksFollow() {
        String own = issue("m_shared").value();
        clock.advance(Duration.ofMillis(1));
        JsonNode other =
                Http.json(http().api("POST", Calls.LINKS, "bare-key", Calls.body("merchant_id", "\"m_shared\"")));
        String cursor = cursor(other.path("id").stringValue());

        JsonNode page = page("?merchant_id=m_shared&cursor=" + cursor);

        assertThat(texts(page.path("data"), "id")).containsExactly(own);
        assertThat(texts(page("?merchant_id=m_shared").path("data"), "id")).containsExactly(own);
    }

    @Test
    void listWhenFilteredByStatusThenByTheOneThatLinksHaveNow() {
        Map<LinkStatus, List<String>> expected = ofEveryStatus();

        for (LinkStatus status : LinkStatus.values()) {
            JsonNode data =
                    page("?merchant_id=m_status&status=" + status.wire()).path("data");
            assertThat(texts(data, "id"))
                    .as(status.wire())
                    .containsExactlyInAnyOrderElementsOf(expected.getOrDefault(status, List.of()));
            assertThat(texts(data, "status")).containsOnly(status.wire());
        }
        assertThat(page("?merchant_id=m_status&status=issued&limit=1").path("data"))
                .hasSize(1);
    }

    private Map<LinkStatus, List<String>> ofEveryStatus() {
        Map<LinkStatus, List<String>> all = new EnumMap<>(LinkStatus.class);
        LinkId expired = issue("m_status", "expires_in", "30");
        LinkId claimedAndExpired = issue("m_status", "expires_in", "30");
        assertThat(links.claim(claimedAndExpired)).isPresent();
        clock.advance(Duration.ofSeconds(30));
        all.put(LinkStatus.EXPIRED, List.of(expired.value(), claimedAndExpired.value()));
        LinkId issued = issue("m_status");
        LinkId issuedAgain = issue("m_status");
        assertThat(links.claim(issuedAgain)).isPresent();
        clock.advance(PortalLinks.LEASE);
        all.put(LinkStatus.ISSUED, List.of(issued.value(), issuedAgain.value()));
        LinkId opening = issue("m_status");
        assertThat(links.claim(opening)).isPresent();
        all.put(LinkStatus.OPENING, List.of(opening.value()));
        LinkId opened = issue("m_status");
        open(opened);
        all.put(LinkStatus.OPENED, List.of(opened.value()));
        LinkId returned = issue("m_status");
        open(returned);
        assertThat(links.returned(returned)).isTrue();
        all.put(LinkStatus.RETURNED, List.of(returned.value()));
        LinkId failed = issue("m_status");
        fail(failed);
        all.put(LinkStatus.FAILED, List.of(failed.value()));
        LinkId revoked = issue("m_status");
        revoke(revoked);
        all.put(LinkStatus.REVOKED, List.of(revoked.value()));
        return all;
    }

    private JsonNode page(String query) {
        HttpResponse<String> answer = get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body()).doesNotContain("\"url\"");
        return Http.json(answer);
    }

    private static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
