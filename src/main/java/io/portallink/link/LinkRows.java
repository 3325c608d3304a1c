package io.portallink.link;

import io.portallink.crypto.KeyUse;
import io.portallink.crypto.Sealer;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import io.portallink.portal.Warning;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a portal link stands in its row: what is secret is sealed, bound to tenant, merchant and platform. */
final class LinkRows {

    private final Sealer sealer;

    LinkRows(Sealer sealer) {
        this.sealer = sealer;
    }

    JdbcClient.StatementSpec bind(JdbcClient.StatementSpec sql, PortalLink link) {
        List<String> context = context(link.tenant(), link.merchant(), link.platform());
        Secret account = link.account();
        Page page = link.page();
        Instant opened = link.life().openedAt();
        Instant eraseAt = link.expiresAt().plus(PortalLinks.LEASE);
        return sql.param("id", link.id().value())
                .param("tenant", link.tenant().value())
                .param("merchant", link.merchant().value())
                .param("platform", link.platform().value())
                .param("page", page == null ? null : page.wire())
                .param("mode", link.mode().wire())
                .param("status", link.status().wire())
                .param("confirm", link.confirmAlways())
                .param("returnUrl", link.returnUrl())
                .param("refreshUrl", link.refreshUrl())
                .param("theme", link.themeId())
                .param("warnings", link.warnings().stream().map(Warning::name).collect(Collectors.joining(",")))
                .param("key", sealer.keyId())
                .param("account", seal(KeyUse.INLINE_ACCOUNT, context, account == null ? null : account.value()))
                .param("state", seal(KeyUse.STATE, context, link.state()))
                .param("prefill", seal(KeyUse.PREFILL, context, link.prefill()))
                .param("created", PortalLinks.utc(link.createdAt()))
                .param("expires", PortalLinks.utc(link.expiresAt()))
                .param("failure", link.life().failureCode())
                .param("opened", opened == null ? null : PortalLinks.utc(opened))
                .param("erase", link.prefill() == null ? null : PortalLinks.utc(eraseAt));
    }

    PortalLink read(ResultSet row) throws SQLException {
        return read(row, true);
    }

    /** Without what is sealed: a list shows none of it, and one damaged row must not spoil it. */
    PortalLink listed(ResultSet row) throws SQLException {
        return read(row, false);
    }

    private PortalLink read(ResultSet row, boolean opened) throws SQLException {
        TenantId tenant = new TenantId(row.getString("tenant"));
        MerchantId merchant = new MerchantId(row.getString("merchant_id"));
        PlatformId platform = new PlatformId(row.getString("platform"));
        Opener sealed = new Opener(opened, row, row.getString("key_id"), context(tenant, merchant, platform));
        String page = row.getString("page");
        String account = sealed.open(KeyUse.INLINE_ACCOUNT, "inline_account");
        return new PortalLink(
                new LinkId(row.getString("id")),
                tenant,
                merchant,
                platform,
                page == null ? null : Page.fromWire(page).orElseThrow(),
                LinkMode.fromWire(row.getString("link_mode")).orElseThrow(),
                row.getBoolean("confirm_always"),
                row.getString("return_url"),
                row.getString("refresh_url"),
                row.getString("theme_id"),
                warnings(row.getString("warnings")),
                account == null ? null : new Secret(account),
                sealed.open(KeyUse.STATE, "state"),
                sealed.open(KeyUse.PREFILL, "prefill"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                life(row));
    }

    private static Life life(ResultSet row) throws SQLException {
        return new Life(
                LinkStatus.fromWire(row.getString("status")).orElseThrow(),
                moment(row, "claim_until"),
                row.getString("failure_code"),
                moment(row, "opened_at"),
                moment(row, "returned_at"),
                moment(row, "revoked_at"),
                row.getString("browser_hash"),
                row.getInt("refreshes"));
    }

    private @Nullable String seal(KeyUse use, List<String> context, @Nullable String text) {
        return text == null ? null : sealer.seal(use, context, text);
    }

    private static List<Warning> warnings(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(Warning::valueOf).toList();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static List<String> context(TenantId tenant, MerchantId merchant, PlatformId platform) {
        return List.of(tenant.value(), merchant.value(), platform.value());
    }

    /** Opens the sealed columns of one row. */
    private final class Opener {

        private final boolean opens;
        private final ResultSet row;
        private final String keyId;
        private final List<String> context;

        Opener(boolean opens, ResultSet row, String keyId, List<String> context) {
            this.opens = opens;
            this.row = row;
            this.keyId = keyId;
            this.context = context;
        }

        @Nullable
        String open(KeyUse use, String column) throws SQLException {
            String sealed = opens ? row.getString(column) : null;
            return sealed == null ? null : sealer.open(keyId, use, context, sealed);
        }
    }
}
