package io.portallink.link;

import io.portallink.crypto.KeyUse;
import io.portallink.crypto.SealedTable;
import io.portallink.crypto.Sealer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sealed columns of portal links, for the rotation of keys; nothing else of a row changes. */
final class LinkTable extends SealedTable<LinkTable.Row> {

    private static final String SOME = """
            SELECT id, tenant, merchant_id, platform, inline_account, state, prefill FROM portal_link
             WHERE key_id = :key ORDER BY key_id LIMIT :batch""";

    // what was erased since the row was read stays erased
    private static final String RESEAL = """
            UPDATE portal_link SET key_id = :new, inline_account = :account, state = :state,
                   prefill = CASE WHEN prefill IS NULL THEN NULL ELSE CAST(:prefill AS varchar(16384)) END
             WHERE id = :id AND key_id = :old""";

    private final JdbcClient jdbc;
    private final Sealer sealer;

    LinkTable(JdbcClient jdbc, Sealer sealer) {
        super("portal_link", jdbc, SOME, Row.class);
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    @Override
    protected void reseal(String keyId, Row row) {
        List<String> context = List.of(row.tenant(), row.merchantId(), row.platform());
        jdbc.sql(RESEAL)
                .param("new", sealer.keyId())
                .param("account", again(keyId, KeyUse.INLINE_ACCOUNT, context, row.inlineAccount()))
                .param("state", again(keyId, KeyUse.STATE, context, row.state()))
                .param("prefill", again(keyId, KeyUse.PREFILL, context, row.prefill()))
                .param("id", row.id())
                .param("old", keyId)
                .update();
    }

    private @Nullable String again(String keyId, KeyUse use, List<String> context, @Nullable String sealed) {
        return sealed == null ? null : sealer.seal(use, context, sealer.open(keyId, use, context, sealed));
    }

    /** What is sealed, and what it is bound to. */
    record Row(
            String id,
            String tenant,
            String merchantId,
            String platform,
            @Nullable String inlineAccount,
            @Nullable String state,
            @Nullable String prefill) {}
}
