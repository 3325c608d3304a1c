package io.portallink.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets the launching browser in again, under a claim rule like the launch's: a lease, and a conditional write on that same
 * claim before the redirect leaves. The link's status stays as it is.
 */
public final class Refreshes {

    /** How often a browser is let in again. */
    public static final int MOST = 3;

    /** For how long after the first opening. */
    public static final Duration WINDOW = Duration.ofMinutes(30);

    private static final String CLAIM = """
            UPDATE portal_link SET refresh_claim = :claim, refresh_until = :until
             WHERE id = :id AND status IN (:statuses) AND browser_hash = :browser
               AND opened_at > :opened AND refreshes < :most
               AND (refresh_until IS NULL OR refresh_until <= :now)""";

    private static final String REFRESHED = """
            UPDATE portal_link SET refreshes = refreshes + 1, refresh_until = NULL
             WHERE id = :id AND status IN (:statuses) AND refresh_claim = :claim AND refresh_until > :now""";

    private static final String RELEASE = """
            UPDATE portal_link SET refresh_claim = NULL, refresh_until = NULL
             WHERE id = :id AND refresh_claim = :claim AND refresh_until IS NOT NULL""";

    private static final String TAKE_BACK = """
            UPDATE portal_link SET refreshes = refreshes - 1 WHERE id = :id""";

    private final JdbcClient jdbc;
    private final Timeline timeline;
    private final TransactionOperations transactions;
    private final Clock clock;

    Refreshes(JdbcClient jdbc, Timeline timeline, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Claims one refresh of an opened link for its own browser; empty when it can't be had, or another is under way.
     *
     * @param reopening by the used ticket, which a return does not end
     */
    public Optional<Claim> claim(PortalLink link, boolean reopening) {
        Claim claim = Claim.next();
        Instant now = clock.instant();
        int claimed = jdbc.sql(CLAIM)
                .param("id", link.id().value())
                .param("claim", claim.value())
                .param("until", PortalLinks.utc(now.plus(PortalLinks.LEASE)))
                .param("statuses", statuses(reopening))
                .param("browser", link.life().browserHash())
                .param("opened", PortalLinks.utc(now.minus(WINDOW)))
                .param("most", MOST)
                .param("now", PortalLinks.utc(now))
                .update();
        return claimed == 1 ? Optional.of(claim) : Optional.empty();
    }

    /** Counts the refresh, on this very claim. When {@code false}, the URL that was minted must be thrown away. */
    public boolean refreshed(LinkId id, Claim claim, boolean reopening) {
        return Boolean.TRUE.equals(transactions.execute(ignored -> {
            boolean counted = jdbc.sql(REFRESHED)
                            .param("id", id.value())
                            .param("claim", claim.value())
                            .param("statuses", statuses(reopening))
                            .param("now", PortalLinks.utc(clock.instant()))
                            .update()
                    == 1;
            if (counted) {
                timeline.refreshed(id, claim);
            }
            return counted;
        }));
    }

    /** Ends the lease after a failure, as if nothing had been; a refresh that was counted and never sent counts no more. */
    public void release(LinkId id, Claim claim) {
        transactions.executeWithoutResult(ignored -> {
            jdbc.sql(RELEASE)
                    .param("id", id.value())
                    .param("claim", claim.value())
                    .update();
            if (timeline.notRefreshed(id, claim)) { // by its event, since another refresh may hold the claim by now
                jdbc.sql(TAKE_BACK).param("id", id.value()).update();
            }
        });
    }

    private static List<String> statuses(boolean reopening) {
        return reopening
                ? List.of(LinkStatus.OPENED.wire(), LinkStatus.RETURNED.wire())
                : List.of(LinkStatus.OPENED.wire());
    }
}
