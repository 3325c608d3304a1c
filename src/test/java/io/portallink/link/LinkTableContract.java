package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Stores;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the rotation of keys may do to links, between its reading a row and its writing it; a subclass names the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LinkTableContract {

    private static final TenantId ACME = new TenantId("acme");

    private final TestClock clock = new TestClock();
    private final Stores store;
    private final JdbcClient jdbc;
    private final Sealer old = sealer(1);
    private final Sealer both = sealer(2, 1);

    LinkTableContract(Stores store) {
        this.store = store;
        jdbc = JdbcClient.create(store);
    }

    private static Sealer sealer(int... keys) {
        return new Sealer(new KeyRing(Arrays.stream(keys)
                .mapToObj(value -> {
                    byte[] key = new byte[32];
                    Arrays.fill(key, (byte) value);
                    return Base64.getEncoder().encodeToString(key);
                })
                .toList()));
    }

    private PortalLinks links(Sealer sealer) {
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(store));
        return new PortalLinks(jdbc, new LinkRows(sealer), new Timeline(jdbc, clock), transactions, clock);
    }

    private LinkId issue() {
        LinkId id = LinkId.next(clock.instant());
        links(old)
                .add(new PortalLink(
                        id,
                        ACME,
                        new MerchantId("m_1"),
                        new PlatformId("easypost"),
                        Page.ONBOARDING,
                        LinkMode.LAUNCH,
                        false,
                        null,
                        null,
                        null,
                        List.of(),
                        new Secret("user_1"),
                        "state",
                        "{\"a\": 1}",
                        clock.instant(),
                        clock.instant().plusSeconds(300),
                        Life.ISSUED));
        return id;
    }

    private LinkTable.Row read(LinkId id) {
        return jdbc.sql("""
                SELECT id, tenant, merchant_id, platform, inline_account, state, prefill FROM portal_link
                 WHERE id = :id""").param("id", id.value()).query(LinkTable.Row.class).single();
    }

    @Test
    void resealWhenNothingChangedThenTheNewKeyAloneOpensIt() {
        LinkId id = issue();

        new LinkTable(jdbc, both).reseal(old.keyId(), read(id));

        PortalLink link = links(sealer(2)).find(id).orElseThrow();
        assertThat(link.account()).isEqualTo(new Secret("user_1"));
        assertThat(link.state()).isEqualTo("state");
        assertThat(link.prefill()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void resealWhenPrefillWasErasedSinceItWasReadThenStaysErased() {
        LinkId id = issue();
        LinkTable.Row read = read(id);
        assertThat(links(old).revoke(ACME, id)).isTrue();

        new LinkTable(jdbc, both).reseal(old.keyId(), read);

        PortalLink link = links(sealer(2)).find(id).orElseThrow();
        assertThat(link.prefill()).isNull();
        assertThat(link.status()).isEqualTo(LinkStatus.REVOKED);
        assertThat(link.state()).isEqualTo("state");
    }

    @Test
    void resealWhenAnotherReplicaWasFasterThenNothingChanges() {
        LinkId id = issue();
        LinkTable.Row read = read(id);
        new LinkTable(jdbc, both).reseal(old.keyId(), read);
        LinkTable.Row resealed = read(id);

        new LinkTable(jdbc, both).reseal(old.keyId(), read);

        assertThat(read(id)).isEqualTo(resealed);
    }
}
