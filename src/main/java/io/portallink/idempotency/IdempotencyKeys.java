package io.portallink.idempotency;

import io.portallink.crypto.KeyUse;
import io.portallink.crypto.Sealer;
import io.portallink.link.LinkId;
import io.portallink.portal.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The idempotency keys of a day, by tenant. Whoever inserts the row, or takes it over once it is stale, makes the link; each of
 * these is one conditional statement. Of the request a sealed digest is kept, since plain ones of short account ids can be guessed.
 */
public final class IdempotencyKeys {

    /** How long a key is remembered. */
    public static final Duration MEMORY = Duration.ofHours(24);

    /** How long a creation is in flight at most, should its process die. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final int BATCH = 500;
    private static final int ATTEMPTS = 3;

    private static final String INSERT = """
            INSERT INTO idempotency_key (tenant, key_hash, key_id, fingerprint, claim, claim_until, created_at)
            SELECT CAST(:tenant AS varchar(64)), CAST(:key AS varchar(64)), CAST(:keyId AS varchar(8)),
                   CAST(:fingerprint AS varchar(256)), CAST(:claim AS varchar(32)),
                   CAST(:until AS timestamp(6) with time zone), CAST(:now AS timestamp(6) with time zone)
             WHERE NOT EXISTS (SELECT 1 FROM idempotency_key WHERE tenant = :tenant AND key_hash = :key)""";

    private static final String FIND = """
            SELECT key_id, fingerprint, claim, claim_until, link_id, created_at FROM idempotency_key
             WHERE tenant = :tenant AND key_hash = :key""";

    private static final String TAKE_OVER = """
            UPDATE idempotency_key SET key_id = :keyId, fingerprint = :fingerprint, claim = :claim, claim_until = :until,
                   link_id = NULL, created_at = :now
             WHERE tenant = :tenant AND key_hash = :key AND claim = :before
               AND (created_at <= :old OR (link_id IS NULL AND claim_until <= :now))""";

    private static final String DONE = """
            UPDATE idempotency_key SET link_id = :link
             WHERE tenant = :tenant AND key_hash = :key AND claim = :claim""";

    private static final String FREE = """
            DELETE FROM idempotency_key WHERE tenant = :tenant AND key_hash = :key AND claim = :claim""";

    private static final String FREE_UNDONE = FREE + " AND link_id IS NULL";

    private static final String FORGET = """
            DELETE FROM idempotency_key WHERE tenant = :tenant AND key_hash = :key AND link_id = :link""";

    // the end of a batch, by the index on created_at; H2 would scan the whole table for (tenant, key_hash) IN (SELECT
    // …)
    private static final String BATCH_END = """
            SELECT created_at FROM idempotency_key WHERE created_at <= :old ORDER BY created_at LIMIT 1 OFFSET :batch""";

    private static final String SWEEP = "DELETE FROM idempotency_key WHERE created_at <= :old";

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * Looks a key up, and holds it where it stands for nothing yet.
     *
     * @param digest of the validated request; equal requests have equal ones
     */
    public Hold hold(TenantId tenant, IdempotencyKey key, String digest) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Hold> hold = attempt(tenant, key, digest);
            if (hold.isPresent()) {
                return hold.get();
            }
        }
        return new Hold.InFlight(); // freed and held by others in between, again and again
    }

    private Optional<Hold> attempt(TenantId tenant, IdempotencyKey key, String digest) {
        String claim = UUID.randomUUID().toString().replace("-", "");
        Instant now = clock.instant();
        if (insert(tenant, key, digest, claim, now)) {
            return Optional.of(new Hold.Held(claim));
        }
        Row row = find(tenant, key).orElse(null);
        if (row == null) {
            return Optional.empty();
        }
        if (row.isStale(now)) {
            return write(TAKE_OVER, tenant, key, digest, claim, now)
                                    .param("before", row.claim())
                                    .param("old", utc(now.minus(MEMORY)))
                                    .update()
                            == 1
                    ? Optional.of(new Hold.Held(claim))
                    : Optional.empty();
        }
        return Optional.of(
                !isOf(row, tenant, key, digest)
                        ? new Hold.Mismatch()
                        : row.link() == null ? new Hold.InFlight() : new Hold.Done(row.link()));
    }

    private boolean insert(TenantId tenant, IdempotencyKey key, String digest, String claim, Instant now) {
        try {
            return write(INSERT, tenant, key, digest, claim, now).update() == 1;
        } catch (DuplicateKeyException ignored) {
            return false;
        }
    }

    private JdbcClient.StatementSpec write(
            String sql, TenantId tenant, IdempotencyKey key, String digest, String claim, Instant now) {
        return row(sql, tenant, key)
                .param("keyId", sealer.keyId())
                .param("fingerprint", sealer.seal(KeyUse.IDEMPOTENCY_KEY, context(tenant, key), digest))
                .param("claim", claim)
                .param("until", utc(now.plus(LEASE)))
                .param("now", utc(now));
    }

    private Optional<Row> find(TenantId tenant, IdempotencyKey key) {
        return row(FIND, tenant, key).query((row, ignored) -> Row.of(row)).optional();
    }

    private boolean isOf(Row row, TenantId tenant, IdempotencyKey key, String digest) {
        String opened = sealer.open(row.keyId(), KeyUse.IDEMPOTENCY_KEY, context(tenant, key), row.fingerprint());
        return MessageDigest.isEqual(opened.getBytes(StandardCharsets.UTF_8), digest.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Notes the link that a held key stands for; call it in the transaction that stores the link.
     *
     * @return {@code false} when the lease ran out and another call holds the key: the link must not be stored
     */
    public boolean done(TenantId tenant, IdempotencyKey key, Hold.Held held, LinkId link) {
        return row(DONE, tenant, key)
                        .param("claim", held.claim())
                        .param("link", link.value())
                        .update()
                == 1;
    }

    /** Frees a key whose creation ended in a problem. */
    public void free(TenantId tenant, IdempotencyKey key, Hold.Held held) {
        row(FREE, tenant, key).param("claim", held.claim()).update();
    }

    /** Frees a key whose creation failed without an answer, unless the link was stored all the same. */
    public void freeUndone(TenantId tenant, IdempotencyKey key, Hold.Held held) {
        row(FREE_UNDONE, tenant, key).param("claim", held.claim()).update();
    }

    /** Frees a key whose link is past its retention. */
    public void forget(TenantId tenant, IdempotencyKey key, LinkId link) {
        row(FORGET, tenant, key).param("link", link.value()).update();
    }

    /** Deletes the keys of yesterday, in batches; the number of them. */
    public int sweep() {
        OffsetDateTime old = utc(clock.instant().minus(MEMORY));
        int all = 0;
        Optional<OffsetDateTime> end = batchEnd(old);
        while (end.isPresent()) {
            all += sweep(end.get());
            end = batchEnd(old);
        }
        return all + sweep(old);
    }

    private Optional<OffsetDateTime> batchEnd(OffsetDateTime old) {
        return jdbc.sql(BATCH_END)
                .param("old", old)
                .param("batch", BATCH)
                .query(OffsetDateTime.class)
                .optional();
    }

    private int sweep(OffsetDateTime old) {
        return jdbc.sql(SWEEP).param("old", old).update();
    }

    private JdbcClient.StatementSpec row(String sql, TenantId tenant, IdempotencyKey key) {
        return jdbc.sql(sql).param("tenant", tenant.value()).param("key", key.hash());
    }

    static List<String> context(String tenant, String keyHash) {
        return List.of(tenant, keyHash);
    }

    private static List<String> context(TenantId tenant, IdempotencyKey key) {
        return context(tenant.value(), key.hash());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Row(
            String keyId,
            String fingerprint,
            String claim,
            Instant claimUntil,
            @Nullable LinkId link,
            Instant createdAt) {

        static Row of(ResultSet row) throws SQLException {
            String link = row.getString("link_id");
            return new Row(
                    row.getString("key_id"),
                    row.getString("fingerprint"),
                    row.getString("claim"),
                    row.getObject("claim_until", OffsetDateTime.class).toInstant(),
                    link == null ? null : new LinkId(link),
                    row.getObject("created_at", OffsetDateTime.class).toInstant());
        }

        boolean isStale(Instant now) {
            boolean forgotten = !createdAt.plus(MEMORY).isAfter(now);
            return forgotten || (link == null && !claimUntil.isAfter(now));
        }
    }
}
