package io.portallink.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.link.TestClock;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Stores;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the rotation of keys may do to accounts, between its reading a row and its writing it; a subclass names the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccountTableContract {

    private static final TenantId ACME = new TenantId("acme");
    private static final MerchantId M1 = new MerchantId("m_1");
    private static final PlatformId EASYPOST = new PlatformId("easypost");

    private final JdbcClient jdbc;
    private final Sealer old = sealer(1);
    private final Sealer both = sealer(2, 1);

    AccountTableContract(Stores store) {
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

    private MerchantRegistry registry(Sealer sealer) {
        return new MerchantRegistry(jdbc, sealer, new TestClock());
    }

    private AccountTable.Row read() {
        return jdbc.sql("SELECT tenant, merchant_id, platform, account FROM merchant_account")
                .query(AccountTable.Row.class)
                .single();
    }

    @BeforeEach
    void registered() {
        jdbc.sql("DELETE FROM merchant_account").update();
        registry(old).put(ACME, M1, EASYPOST, new Secret("user_1"), "theme");
    }

    @Test
    void resealWhenNothingChangedThenTheNewKeyAloneOpensIt() {
        new AccountTable(jdbc, both).reseal(old.keyId(), read());

        assertThat(registry(sealer(2)).find(ACME, M1, EASYPOST))
                .hasValueSatisfying(account -> assertThat(account.account()).isEqualTo(new Secret("user_1")));
    }

    @Test
    void resealWhenAccountWasChangedSinceItWasReadThenKeepsItsChange() {
        for (Sealer replica : new Sealer[] {old, both}) {
            AccountTable.Row read = read();
            String keyId = replica == old ? old.keyId() : both.keyId();
            registry(replica).put(ACME, M1, EASYPOST, new Secret("user_of_" + keyId), null);

            new AccountTable(jdbc, both).reseal(old.keyId(), read);

            assertThat(registry(both).find(ACME, M1, EASYPOST))
                    .hasValueSatisfying(
                            account -> assertThat(account.account()).isEqualTo(new Secret("user_of_" + keyId)));
        }
    }

    @Test
    void resealWhenAccountWasDeletedSinceItWasReadThenStaysDeleted() {
        AccountTable.Row read = read();
        assertThat(registry(old).delete(ACME, M1, EASYPOST)).isTrue();

        new AccountTable(jdbc, both).reseal(old.keyId(), read);

        assertThat(registry(both).find(ACME, M1, EASYPOST)).isEmpty();
    }
}
