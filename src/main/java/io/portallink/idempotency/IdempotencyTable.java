package io.portallink.idempotency;

import io.portallink.crypto.KeyUse;
import io.portallink.crypto.SealedTable;
import io.portallink.crypto.Sealer;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sealed digests, for the rotation of keys. */
final class IdempotencyTable extends SealedTable<IdempotencyTable.Row> {

    private static final String SOME = """
            SELECT tenant, key_hash, fingerprint FROM idempotency_key
             WHERE key_id = :key ORDER BY key_id LIMIT :batch""";

    private static final String RESEAL = """
            UPDATE idempotency_key SET key_id = :new, fingerprint = :fingerprint
             WHERE tenant = :tenant AND key_hash = :hash AND key_id = :old AND fingerprint = :before""";

    private final JdbcClient jdbc;
    private final Sealer sealer;

    IdempotencyTable(JdbcClient jdbc, Sealer sealer) {
        super("idempotency_key", jdbc, SOME, Row.class);
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    @Override
    protected void reseal(String keyId, Row row) {
        List<String> context = IdempotencyKeys.context(row.tenant(), row.keyHash());
        String digest = sealer.open(keyId, KeyUse.IDEMPOTENCY_KEY, context, row.fingerprint());
        jdbc.sql(RESEAL)
                .param("new", sealer.keyId())
                .param("fingerprint", sealer.seal(KeyUse.IDEMPOTENCY_KEY, context, digest))
                .param("tenant", row.tenant())
                .param("hash", row.keyHash())
                .param("old", keyId)
                .param("before", row.fingerprint())
                .update();
    }

    /** What is sealed, and what it is bound to. */
    record Row(String tenant, String keyHash, String fingerprint) {}
}
