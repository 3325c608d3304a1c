package io.portallink.link;

import io.portallink.portal.MerchantId;
import io.portallink.portal.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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

    // by all columns of the index, though there is but one tenant or merchant: H2 would read and sort all of their
    // links
    private static final String OF_TENANT = " ORDER BY tenant DESC, id DESC";
    private static final String OF_MERCHANT = " ORDER BY tenant DESC, merchant_id DESC, id DESC";

    /** An index by status would be written with every change of one; this many rows take some tens of milliseconds. */
    static final int LOOK_BACK = 20_000;

    private final JdbcClient jdbc;
    private final LinkRows rows;
    private final Clock clock;
    private final int lookBack;

    /** @param lookBack so many links are looked through for a status at once */
    LinkSearch(JdbcClient jdbc, LinkRows rows, Clock clock, int lookBack) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
        this.lookBack = lookBack;
    }

    /**
     * At most {@code limit} links, without what is sealed of them. Where a status is asked for and few have it, only so
     * many older links are looked through at once, so a page may hold fewer, or none, and yet not be the last.
     *
     * @param merchant of that merchant only
     * @param status with that status only
     * @param before only links older than that one
     */
    public Found newest(
            TenantId tenant,
            @Nullable MerchantId merchant,
            @Nullable LinkStatus status,
            @Nullable LinkId before,
            int limit) {
        String among = " FROM portal_link WHERE tenant = :tenant"
                + (merchant == null ? "" : " AND merchant_id = :merchant")
                + (before == null ? "" : " AND id < :before");
        UnaryOperator<JdbcClient.StatementSpec> parameters = sql -> sql.param("tenant", tenant.value())
                .param("merchant", merchant == null ? null : merchant.value())
                .param("before", before == null ? null : before.value());
        String order = merchant == null ? OF_TENANT : OF_MERCHANT;
        @Nullable LinkId oldest = status == null ? null : oldest(among + order, parameters);
        String sql = "SELECT *"
                + among
                + (oldest == null ? "" : " AND id >= :oldest")
                + (status == null ? "" : NOW.getOrDefault(status, " AND status = :status"))
                + order
                + " LIMIT :limit";
        List<PortalLink> links = parameters
                .apply(jdbc.sql(sql))
                .param("oldest", oldest == null ? null : oldest.value())
                .param("status", status == null ? null : status.wire())
                .param("now", PortalLinks.utc(clock.instant()))
                .param("limit", limit + 1)
                .query((row, ignored) -> rows.listed(row))
                .list();
        return links.size() > limit
                ? new Found(links.subList(0, limit), links.get(limit - 1).id())
                : new Found(links, oldest);
    }

    /** The last one to look at now, where there are more. */
    private @Nullable LinkId oldest(String ordered, UnaryOperator<JdbcClient.StatementSpec> parameters) {
        return parameters
                .apply(jdbc.sql("SELECT id" + ordered + " LIMIT 1 OFFSET :skipped"))
                .param("skipped", lookBack)
                .query((row, ignored) -> new LinkId(row.getString("id")))
                .optional()
                .orElse(null);
    }

    /**
     * Links that were found.
     *
     * @param next where to go on, with the links before that one; {@code null} at the end
     */
    public record Found(List<PortalLink> links, @Nullable LinkId next) {}
}
