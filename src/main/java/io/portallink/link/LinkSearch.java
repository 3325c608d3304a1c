package io.portallink.link;

import io.portallink.portal.MerchantId;
import io.portallink.portal.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant's portal links, newest first; by the status that they have now. */
public final class LinkSearch {

    // a text block loses the space that it begins with
    private static final String EXPIRED = " " + """
            AND expires_at <= :now
            AND (status = 'issued' OR (status = 'opening' AND (claim_until IS NULL OR claim_until <= :now)))""";

    private static final String ISSUED = EXPIRED.replace("expires_at <= :now", "expires_at > :now");

    private static final Map<LinkStatus, String> NOW = Map.of(
            LinkStatus.ISSUED, ISSUED,
            LinkStatus.EXPIRED, EXPIRED,
            LinkStatus.OPENING, " AND status = 'opening' AND claim_until > :now");

    private final JdbcClient jdbc;
    private final LinkRows rows;
    private final Clock clock;

    LinkSearch(JdbcClient jdbc, LinkRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * At most {@code limit} links, without what is sealed of them.
     *
     * @param merchant of that merchant only
     * @param status with that status only
     * @param before only links older than that one
     */
    public List<PortalLink> newest(
            TenantId tenant,
            @Nullable MerchantId merchant,
            @Nullable LinkStatus status,
            @Nullable LinkId before,
            int limit) {
        String sql = "SELECT * FROM portal_link WHERE tenant = :tenant"
                + (merchant == null ? "" : " AND merchant_id = :merchant")
                + (status == null ? "" : NOW.getOrDefault(status, " AND status = :status"))
                + (before == null ? "" : " AND id < :before")
                + " ORDER BY id DESC LIMIT :limit";
        return jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("merchant", merchant == null ? null : merchant.value())
                .param("status", status == null ? null : status.wire())
                .param("before", before == null ? null : before.value())
                .param("now", PortalLinks.utc(clock.instant()))
                .param("limit", limit)
                .query((row, ignored) -> rows.listed(row))
                .list();
    }
}
