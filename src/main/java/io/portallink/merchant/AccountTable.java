package io.portallink.merchant;

import io.portallink.crypto.KeyUse;
import io.portallink.crypto.SealedTable;
import io.portallink.crypto.Sealer;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sealed accounts, for the rotation of keys; nothing else of a row changes. */
final class AccountTable extends SealedTable<AccountTable.Row> {

    private static final String SOME = """
            SELECT tenant, merchant_id, platform, account FROM merchant_account
             WHERE key_id = :key ORDER BY key_id LIMIT :batch""";

    private static final String RESEAL = """
            UPDATE merchant_account SET key_id = :new, account = :account
             WHERE tenant = :tenant AND merchant_id = :merchant AND platform = :platform
               AND key_id = :old AND account = :before""";

    private final JdbcClient jdbc;
    private final Sealer sealer;

    AccountTable(JdbcClient jdbc, Sealer sealer) {
        super("merchant_account", jdbc, SOME, Row.class);
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    @Override
    protected void reseal(String keyId, Row row) {
        List<String> context = List.of(row.tenant(), row.merchantId(), row.platform());
        String account = sealer.open(keyId, KeyUse.ACCOUNT, context, row.account());
        jdbc.sql(RESEAL)
                .param("new", sealer.keyId())
                .param("account", sealer.seal(KeyUse.ACCOUNT, context, account))
                .param("tenant", row.tenant())
                .param("merchant", row.merchantId())
                .param("platform", row.platform())
                .param("old", keyId)
                .param("before", row.account())
                .update();
    }

    /** What is sealed, and what it is bound to. */
    record Row(String tenant, String merchantId, String platform, String account) {}
}
