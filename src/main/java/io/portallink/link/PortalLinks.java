package io.portallink.link;

import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The portal links in the store. Every change of status is one conditional statement whose row count decides, so that
 * whatever races or crashes, one claim at most ever opens a link.
 */
public final class PortalLinks {

    private static final Logger log = LoggerFactory.getLogger(PortalLinks.class);

    /** How long one browser's claim holds. Longer than the 5 s in which a mint ends, one way or the other. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    /** Failures of the platform at a launch after which a link is given up. */
    public static final int MAX_FAILURES = 5;

    private static final String INSERT = """
            INSERT INTO portal_link (id, tenant, merchant_id, platform, page, link_mode, status, confirm_always,
                   return_url, refresh_url, theme_id, warnings, key_id, inline_account, state, prefill,
                   created_at, expires_at, failures, failure_code, opened_at, erase_at)
            VALUES (:id, :tenant, :merchant, :platform, :page, :mode, :status, :confirm,
                   :returnUrl, :refreshUrl, :theme, :warnings, :key, :account, :state, :prefill,
                   :created, :expires, 0, :failure, :opened, :erase)""";

    private static final String FAIL = """
            UPDATE portal_link SET status = 'failed', failure_code = :code, opened_at = NULL
             WHERE id = :id AND link_mode = 'direct' AND status = 'opened'""";

    private static final String RENEW = """
            UPDATE portal_link SET expires_at = :expires WHERE id = :id AND link_mode = 'direct'""";

    private static final String FIND = "SELECT * FROM portal_link WHERE id = :id";

    private static final String CLAIM = """
            UPDATE portal_link SET status = 'opening', claim_id = :claim, claim_until = :until
             WHERE id = :id AND expires_at > :now
               AND (status = 'issued' OR (status = 'opening' AND claim_until <= :now))""";

    // the claim stays on the row: it is what lets the same redemption, and no other, take back a URL it never wrote
    private static final String OPEN = """
            UPDATE portal_link SET status = 'opened', opened_at = :now, claim_until = NULL, browser_hash = :browser,
                   erase_at = CASE WHEN prefill IS NULL THEN NULL ELSE CAST(:erase AS timestamp(6) with time zone) END
             WHERE id = :id AND status = 'opening' AND claim_id = :claim AND claim_until > :now""";

    // opened may have set erase_at for a portal that nobody got; the 15 seconds are LEASE
    private static final String RELEASE = """
            UPDATE portal_link SET claim_id = NULL, claim_until = NULL, failure_code = :code,
                   opened_at = NULL, browser_hash = NULL, failures = failures + :counted,
                   prefill = CASE WHEN failures + :counted >= :max THEN NULL ELSE prefill END,
                   erase_at = CASE WHEN prefill IS NULL OR failures + :counted >= :max THEN NULL
                                   ELSE expires_at + INTERVAL '15' SECOND END,
                   status = CASE WHEN failures + :counted >= :max THEN 'failed' ELSE 'issued' END
             WHERE id = :id AND claim_id = :claim AND status IN ('opening', 'opened')""";

    private static final String RETURNED = """
            UPDATE portal_link SET status = 'returned', returned_at = :now, prefill = NULL, erase_at = NULL
             WHERE id = :id AND status = 'opened'""";

    private static final String REVOKE = """
            UPDATE portal_link SET status = 'revoked', revoked_at = :now, claim_until = NULL, prefill = NULL,
                   erase_at = NULL""";

    private static final String REVOKE_ONE = REVOKE + " WHERE id = :id AND tenant = :tenant AND status <> 'revoked'";

    /** What is older can't be unopened any more: tickets live ten minutes at most. The rest is for clocks that differ. */
    private static final Duration UNOPENED = Duration.ofHours(1);

    // so that not all of a merchant's past links are looked through
    private static final String REVOKE_UNOPENED = REVOKE + "\n" + """
             WHERE tenant = :tenant AND merchant_id = :merchant AND platform = :platform AND id >= :oldest
               AND ((status = 'issued' AND expires_at > :now)
                 OR (status = 'opening' AND (expires_at > :now OR claim_until > :now)))""";

    private static final String REVOKE_REGISTERED = REVOKE_UNOPENED + " AND inline_account IS NULL";

    private final JdbcClient jdbc;
    private final LinkRows rows;
    private final Timeline timeline;
    private final TransactionOperations transactions;
    private final Clock clock;

    PortalLinks(JdbcClient jdbc, LinkRows rows, Timeline timeline, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.timeline = timeline;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Stores a new link: issued, opened at once in {@code direct} mode, or failed there. */
    public void add(PortalLink link) {
        rows.bind(jdbc.sql(INSERT), link).update();
    }

    /** Stores a direct link that failed; where it had been stored as opened and its URL never left, it becomes failed. */
    public void addFailed(PortalLink link) {
        String code = Objects.requireNonNull(link.life().failureCode());
        transactions.executeWithoutResult(ignored -> {
            int known = jdbc.sql(FAIL)
                    .param("id", link.id().value())
                    .param("code", code)
                    .update();
            if (known == 0) {
                add(link);
            }
            timeline.failed(link.id(), code);
        });
    }

    /** Notes when the second URL of a direct link dies, the first having grown too old before it was handed out. */
    public void renewed(LinkId id, Instant expiresAt) {
        jdbc.sql(RENEW).param("id", id.value()).param("expires", utc(expiresAt)).update();
    }

    public Optional<PortalLink> find(LinkId id) {
        return jdbc.sql(FIND).param("id", id.value()).query(this::link).optional();
    }

    /** The link of a genuine token, of that token's tenant. */
    public Optional<PortalLink> find(Tokens.Genuine token) {
        return find(token.link()).filter(link -> token.isOf(link.tenant()));
    }

    /** The tenant's own link of this id; another tenant's is none. */
    public Optional<PortalLink> find(TenantId tenant, LinkId id) {
        return find(id).filter(link -> link.tenant().equals(tenant));
    }

    /** Claims an issued link, or one whose claim ran out, for one redemption; empty when it can't be had. */
    public Optional<Claim> claim(LinkId id) {
        Claim claim = Claim.next();
        Instant now = clock.instant();
        int claimed = jdbc.sql(CLAIM)
                .param("id", id.value())
                .param("claim", claim.value())
                .param("until", utc(now.plus(LEASE)))
                .param("now", utc(now))
                .update();
        return claimed == 1 ? Optional.of(claim) : Optional.empty();
    }

    /**
     * Marks a link opened by this very claim; {@code false}: the URL that was minted must be thrown away.
     *
     * @param browser what the browser must hold to be let in again
     */
    public boolean open(LinkId id, Claim claim, BrowserSecret browser) {
        Instant now = clock.instant();
        return jdbc.sql(OPEN)
                        .param("id", id.value())
                        .param("claim", claim.value())
                        .param("browser", browser.hash())
                        .param("erase", utc(now.plus(Refreshes.WINDOW)))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /**
     * Gives the ticket back after a failure, before anything was sent to the browser.
     *
     * @param counted whether the failure counts: the fifth that does ends the link
     */
    public void release(LinkId id, Claim claim, String failureCode, boolean counted) {
        transactions.executeWithoutResult(ignored -> {
            int released = jdbc.sql(RELEASE)
                    .param("id", id.value())
                    .param("claim", claim.value())
                    .param("code", failureCode)
                    .param("counted", counted ? 1 : 0)
                    .param("max", MAX_FAILURES)
                    .update();
            if (released == 1) {
                timeline.failed(id, failureCode);
            }
        });
    }

    /** Notes that the browser came back; the first time counts. */
    public boolean returned(LinkId id) {
        return jdbc.sql(RETURNED)
                        .param("id", id.value())
                        .param("now", utc(clock.instant()))
                        .update()
                == 1;
    }

    /** Revokes a link of the tenant; {@code false}: it was revoked already, and keeps its time. */
    public boolean revoke(TenantId tenant, LinkId id) {
        return jdbc.sql(REVOKE_ONE)
                        .param("tenant", tenant.value())
                        .param("id", id.value())
                        .param("now", utc(clock.instant()))
                        .update()
                == 1;
    }

    /** Revokes the merchant's unopened links at the platform; the count of them. */
    public int revokeUnopened(TenantId tenant, MerchantId merchant, PlatformId platform) {
        return revoke(REVOKE_UNOPENED, tenant, merchant, platform);
    }

    /** Likewise, but only links that use the registered account. */
    public int revokeUnopenedOfRegistered(TenantId tenant, MerchantId merchant, PlatformId platform) {
        return revoke(REVOKE_REGISTERED, tenant, merchant, platform);
    }

    private int revoke(String sql, TenantId tenant, MerchantId merchant, PlatformId platform) {
        Instant now = clock.instant();
        int revoked = jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("merchant", merchant.value())
                .param("platform", platform.value())
                .param("oldest", LinkId.firstOf(now.minus(UNOPENED)).value())
                .param("now", utc(now))
                .update();
        if (revoked > 0) {
            log.atInfo()
                    .addKeyValue("event", "portal_links_revoked")
                    .addKeyValue("platform", platform)
                    .addKeyValue("outcome", "revoked")
                    .addKeyValue("count", revoked)
                    .log("unopened portal links revoked, superseded or of a changed account");
        }
        return revoked;
    }

    private PortalLink link(ResultSet row, int number) throws SQLException {
        return rows.read(row);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
