package io.portallink.merchant;

import io.portallink.crypto.KeyUse;
import io.portallink.crypto.Sealer;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which account a merchant has at which platform. A merchant exists while it has an account. */
public final class MerchantRegistry {

    private static final String COLUMNS = "merchant_id, platform, key_id, account, theme_id, created_at, updated_at";

    private static final String FIND = """
            SELECT %s FROM merchant_account
             WHERE tenant = :tenant AND merchant_id = :merchant AND platform = :platform""".formatted(COLUMNS);

    private static final String FIND_LOCKED = FIND + " FOR UPDATE";

    private static final String OF_MERCHANT = """
            SELECT %s FROM merchant_account
             WHERE tenant = :tenant AND merchant_id = :merchant ORDER BY platform""".formatted(COLUMNS);

    // not IN: for that H2 would read all of the tenant's merchants
    private static final String OF_MERCHANTS = """
            SELECT %s FROM merchant_account
             WHERE tenant = :tenant AND merchant_id BETWEEN :first AND :last
             ORDER BY merchant_id, platform""".formatted(COLUMNS);

    // by tenant too, though there is but one: only in the order of the index H2 stops at the limit
    private static final String MERCHANTS = """
            SELECT DISTINCT tenant, merchant_id FROM merchant_account
             WHERE tenant = :tenant AND merchant_id > :after ORDER BY tenant, merchant_id LIMIT :limit""";

    private static final String INSERT = """
            INSERT INTO merchant_account (tenant, merchant_id, platform, key_id, account, theme_id, created_at, updated_at)
            VALUES (:tenant, :merchant, :platform, :key, :account, :theme, :now, :now)""";

    private static final String UPDATE = """
            UPDATE merchant_account SET key_id = :key, account = :account, theme_id = :theme, updated_at = :now
             WHERE tenant = :tenant AND merchant_id = :merchant AND platform = :platform""";

    private static final String DELETE = """
            DELETE FROM merchant_account
             WHERE tenant = :tenant AND merchant_id = :merchant AND platform = :platform""";

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Clock clock;

    public MerchantRegistry(JdbcClient jdbc, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    public Optional<Account> find(TenantId tenant, MerchantId merchant, PlatformId platform) {
        return find(FIND, tenant, merchant, platform);
    }

    /** The merchant's accounts at every platform; empty when the merchant does not exist. */
    public List<Account> accounts(TenantId tenant, MerchantId merchant) {
        return jdbc.sql(OF_MERCHANT)
                .param("tenant", tenant.value())
                .param("merchant", merchant.value())
                .query((row, ignored) -> account(tenant, row))
                .list();
    }

    /** The accounts of consecutive merchants at every platform, in one query; first and last as {@link #merchants} has them. */
    public Map<MerchantId, List<Account>> accounts(TenantId tenant, MerchantId first, MerchantId last) {
        return jdbc
                .sql(OF_MERCHANTS)
                .param("tenant", tenant.value())
                .param("first", first.value())
                .param("last", last.value())
                .query((row, ignored) -> account(tenant, row))
                .list() // a stream of rows would keep its connection
                .stream()
                .collect(Collectors.groupingBy(Account::merchant));
    }

    /** At most {@code limit} merchants after the named one, in the order of their ids. */
    public List<MerchantId> merchants(TenantId tenant, String after, int limit) {
        return jdbc.sql(MERCHANTS)
                .param("tenant", tenant.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, ignored) -> new MerchantId(row.getString("merchant_id")))
                .list();
    }

    /**
     * Registers or replaces an account. Call it inside a transaction: the row stays locked until that ends, so what
     * depends on the change can be done in the same one.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another call inserted it meanwhile; run again
     */
    public Saved put(
            TenantId tenant, MerchantId merchant, PlatformId platform, Secret account, @Nullable String themeId) {
        Optional<Account> before = find(FIND_LOCKED, tenant, merchant, platform);
        Instant now = clock.instant();
        jdbc.sql(before.isPresent() ? UPDATE : INSERT)
                .param("tenant", tenant.value())
                .param("merchant", merchant.value())
                .param("platform", platform.value())
                .param("key", sealer.keyId())
                .param("account", sealer.seal(KeyUse.ACCOUNT, context(tenant, merchant, platform), account.value()))
                .param("theme", themeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        Instant createdAt = before.map(Account::createdAt).orElse(now);
        return new Saved(
                new Account(merchant, platform, account, themeId, createdAt, now),
                before.isEmpty(),
                before.isPresent() && !before.get().account().equals(account));
    }

    /** Whether there was one to delete. */
    public boolean delete(TenantId tenant, MerchantId merchant, PlatformId platform) {
        return jdbc.sql(DELETE)
                        .param("tenant", tenant.value())
                        .param("merchant", merchant.value())
                        .param("platform", platform.value())
                        .update()
                == 1;
    }

    private Optional<Account> find(String sql, TenantId tenant, MerchantId merchant, PlatformId platform) {
        return jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("merchant", merchant.value())
                .param("platform", platform.value())
                .query((row, ignored) -> account(tenant, row))
                .optional();
    }

    private Account account(TenantId tenant, ResultSet row) throws SQLException {
        MerchantId merchant = new MerchantId(row.getString("merchant_id"));
        PlatformId platform = new PlatformId(row.getString("platform"));
        String opened = sealer.open(
                row.getString("key_id"), KeyUse.ACCOUNT, context(tenant, merchant, platform), row.getString("account"));
        return new Account(
                merchant,
                platform,
                new Secret(opened),
                row.getString("theme_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> context(TenantId tenant, MerchantId merchant, PlatformId platform) {
        return List.of(tenant.value(), merchant.value(), platform.value());
    }

    /**
     * What a {@code put} did.
     *
     * @param created whether the account is new
     * @param changed whether an older account value was replaced by another one
     */
    public record Saved(Account account, boolean created, boolean changed) {}
}
