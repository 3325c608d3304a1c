package io.portallink.link;

import io.portallink.store.StoreTrouble;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The events of portal links. What a link's row tells by itself (issued, opened, returned, revoked, expired) is read from
 * there, so it is true whatever crashed; the rest has rows of its own.
 */
public final class Timeline {

    private static final Logger log = LoggerFactory.getLogger(Timeline.class);

    /** Rows of one type that one link may have: whoever holds a used ticket could otherwise fill the store with it. */
    static final int MOST = 100;

    // from portal_link, so that no event outlives its link
    private static final String ADD = """
            INSERT INTO portal_link_event (link_id, type, happened_at, code, once)
            SELECT id, :type, :now, :code, :once FROM portal_link
             WHERE id = :link
               AND (SELECT count(*) FROM portal_link_event WHERE link_id = :link AND type = :type) < :most
               AND NOT EXISTS (SELECT 1 FROM portal_link_event WHERE link_id = :link AND once = :once)""";

    private static final String REMOVE = "DELETE FROM portal_link_event WHERE link_id = :link AND once = :once";

    private static final String OF_LINKS = """
            SELECT link_id, type, happened_at, code FROM portal_link_event WHERE link_id IN (:links) ORDER BY id""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Timeline(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes an event that can happen again. A store that can't be written loses it, and keeps no page from being shown. */
    public void note(LinkId link, EventType type) {
        attempt(link, type, null);
    }

    /** Notes the first of its type. */
    public void noteFirst(LinkId link, EventType type) {
        attempt(link, type, type.wire());
    }

    private void attempt(LinkId link, EventType type, @Nullable String once) {
        try {
            add(link, type, null, once);
        } catch (DataIntegrityViolationException ignored) {
            // in the same moment another request noted it, or the sweeper deleted the link
        } catch (DataAccessException | TransactionException e) {
            if (!StoreTrouble.is(e)) {
                throw e;
            }
            StoreTrouble.because(log.atWarn(), e)
                    .addKeyValue("event", "link_event_lost")
                    .addKeyValue("link_id", link)
                    .addKeyValue("type", type.wire())
                    .log("an event of a link was not stored");
        }
    }

    void failed(LinkId link, String code) {
        add(link, EventType.FAILED, code, null);
    }

    void refreshed(LinkId link, Claim claim) {
        add(link, EventType.REFRESHED, null, claim.value());
    }

    /** Whether there was such an event to take back. */
    boolean notRefreshed(LinkId link, Claim claim) {
        return jdbc.sql(REMOVE)
                        .param("link", link.value())
                        .param("once", claim.value())
                        .update()
                == 1;
    }

    /** The events of a link as it stands now, oldest first. */
    public List<LinkEvent> of(PortalLink link) {
        return of(List.of(link)).getOrDefault(link.id(), List.of());
    }

    /** The events of several links, in one query. */
    public Map<LinkId, List<LinkEvent>> of(List<PortalLink> links) {
        Map<LinkId, List<LinkEvent>> events = new HashMap<>();
        links.forEach(link -> events.put(link.id(), told(link, clock.instant())));
        if (!links.isEmpty()) {
            jdbc.sql(OF_LINKS)
                    .param(
                            "links",
                            links.stream().map(link -> link.id().value()).toList())
                    .query(row -> {
                        List<LinkEvent> of = events.get(new LinkId(row.getString("link_id")));
                        if (of != null) {
                            of.add(new LinkEvent(
                                    EventType.fromWire(row.getString("type")),
                                    row.getObject("happened_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getString("code")));
                        }
                    });
        }
        events.values()
                .forEach(of -> of.sort(Comparator.comparing(LinkEvent::at).thenComparing(LinkEvent::type)));
        return events;
    }

    /** What the row tells by itself. */
    private static List<LinkEvent> told(PortalLink link, Instant now) {
        List<LinkEvent> events = new ArrayList<>();
        Life life = link.life();
        if (link.mode() == LinkMode.LAUNCH) {
            tell(events, EventType.ISSUED, link.createdAt());
        }
        tell(events, EventType.OPENED, life.openedAt());
        tell(events, EventType.RETURNED, life.returnedAt());
        tell(events, EventType.REVOKED, life.revokedAt());
        if (link.statusAt(now) == LinkStatus.EXPIRED) {
            tell(events, EventType.EXPIRED, link.expiresAt());
        }
        return events;
    }

    private static void tell(List<LinkEvent> events, EventType type, @Nullable Instant at) {
        if (at != null) {
            events.add(new LinkEvent(type, at, null));
        }
    }

    private void add(LinkId link, EventType type, @Nullable String code, @Nullable String once) {
        jdbc.sql(ADD)
                .param("link", link.value())
                .param("type", type.wire())
                .param("now", PortalLinks.utc(clock.instant()))
                .param("code", code)
                .param("once", once)
                .param("most", MOST)
                .update();
    }
}
