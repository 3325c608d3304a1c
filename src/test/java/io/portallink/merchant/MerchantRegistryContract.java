package io.portallink.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.link.TestClock;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the registry promises, on production's schema; a subclass names the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MerchantRegistryContract {

    private static final TenantId ACME = new TenantId("acme");
    private static final MerchantId M1 = new MerchantId("m_1");
    private static final PlatformId EASYPOST = new PlatformId("easypost");
    private static final PlatformId SHIPENGINE = new PlatformId("shipengine");
    private static final Secret ACCOUNT = new Secret("user_in_clear_0123456789");

    private final TestClock clock = new TestClock();
    private final DataSource store;
    private final JdbcClient jdbc;
    private final MerchantRegistry registry;

    MerchantRegistryContract(String url, @Nullable String user) {
        store = user == null ? new DriverManagerDataSource(url) : new DriverManagerDataSource(url, user, "");
        jdbc = JdbcClient.create(store);
        registry = registry(1);
    }

    private MerchantRegistry registry(int... keys) {
        List<String> ring = Arrays.stream(keys)
                .mapToObj(value -> {
                    byte[] key = new byte[32];
                    Arrays.fill(key, (byte) value);
                    return Base64.getEncoder().encodeToString(key);
                })
                .toList();
        return new MerchantRegistry(jdbc, new Sealer(new KeyRing(ring)), clock);
    }

    @BeforeAll
    void schema() {
        Flyway.configure().dataSource(store).load().migrate();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM merchant_account").update();
    }

    @Test
    void putWhenNewThenCreatedAndFound() {
        MerchantRegistry.Saved saved = registry.put(ACME, M1, EASYPOST, ACCOUNT, "theme");

        assertThat(saved.created()).isTrue();
        assertThat(saved.changed()).isFalse();
        assertThat(registry.find(ACME, M1, EASYPOST)).contains(saved.account());
        assertThat(saved.account())
                .isEqualTo(new Account(M1, EASYPOST, ACCOUNT, "theme", clock.instant(), clock.instant()));
    }

    @Test
    void putWhenThereThenReplacedAndOnlyAnotherValueIsAChange() {
        Instant created =
                registry.put(ACME, M1, EASYPOST, ACCOUNT, "theme").account().createdAt();
        clock.advance(Duration.ofSeconds(9));

        MerchantRegistry.Saved same = registry.put(ACME, M1, EASYPOST, ACCOUNT, null);
        MerchantRegistry.Saved other = registry.put(ACME, M1, EASYPOST, new Secret("user_2"), null);

        assertThat(List.of(same.created(), same.changed(), other.created(), other.changed()))
                .containsExactly(false, false, false, true);
        assertThat(registry.find(ACME, M1, EASYPOST))
                .contains(new Account(M1, EASYPOST, new Secret("user_2"), null, created, clock.instant()));
    }

    @Test
    void findWhenTenantMerchantOrPlatformIsAnotherThenNothing() {
        registry.put(ACME, M1, EASYPOST, ACCOUNT, null);

        assertThat(registry.find(new TenantId("bare"), M1, EASYPOST)).isEmpty();
        assertThat(registry.find(ACME, new MerchantId("M_1"), EASYPOST)).isEmpty();
        assertThat(registry.find(ACME, M1, SHIPENGINE)).isEmpty();
        assertThat(registry.accounts(new TenantId("bare"), M1)).isEmpty();
        assertThat(registry.delete(new TenantId("bare"), M1, EASYPOST)).isFalse();
    }

    @Test
    void deleteWhenThereThenGoneOnceAndTheOtherPlatformStays() {
        registry.put(ACME, M1, SHIPENGINE, ACCOUNT, null);
        registry.put(ACME, M1, EASYPOST, ACCOUNT, null);

        assertThat(registry.delete(ACME, M1, EASYPOST)).isTrue();
        assertThat(registry.delete(ACME, M1, EASYPOST)).isFalse();
        assertThat(registry.accounts(ACME, M1)).extracting(Account::platform).containsExactly(SHIPENGINE);
    }

    @Test
    void merchantsWhenPagedThenEachOnceInOneOrder() {
        for (String id : List.of("b", "a", "a.1", "a-1", "c", "a:9")) {
            registry.put(ACME, new MerchantId(id), EASYPOST, ACCOUNT, null);
            registry.put(ACME, new MerchantId(id), SHIPENGINE, ACCOUNT, null);
        }
        registry.put(new TenantId("bare"), new MerchantId("z"), EASYPOST, ACCOUNT, null);

        List<MerchantId> first = registry.merchants(ACME, "", 4);
        List<MerchantId> rest = registry.merchants(ACME, first.getLast().value(), 4);

        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(2);
        assertThat(first).doesNotContainAnyElementsOf(rest).doesNotHaveDuplicates();
        assertThat(registry.merchants(ACME, rest.getLast().value(), 4)).isEmpty();
    }

    @Test
    void rowWhenStoredThenHoldsNoValueInClear() {
        registry.put(ACME, M1, EASYPOST, ACCOUNT, null);

        List<Object> values = List.copyOf(jdbc.sql("SELECT key_id, account FROM merchant_account")
                .query()
                .singleRow()
                .values());
        assertThat(jdbc.sql("SELECT * FROM merchant_account")
                        .query()
                        .singleRow()
                        .toString())
                .doesNotContain(
                        "clear",
                        Base64.getUrlEncoder()
                                .encodeToString("user_in".getBytes(StandardCharsets.UTF_8))
                                .substring(0, 8));
        assertThat(values)
                .hasSize(2)
                .allSatisfy(value -> assertThat(value.toString()).matches("[A-Za-z0-9_-]+"));
    }

    @Test
    void findWhenKeyWasRotatedThenOldRowOpensAndNextPutUsesTheNewKey() {
        registry.put(ACME, M1, EASYPOST, ACCOUNT, null);
        MerchantRegistry rotated = registry(2, 1);

        assertThat(rotated.find(ACME, M1, EASYPOST)).map(Account::account).contains(ACCOUNT);
        assertThat(rotated.put(ACME, M1, EASYPOST, ACCOUNT, null).changed()).isFalse();
        assertThat(registry(2).find(ACME, M1, EASYPOST)).map(Account::account).contains(ACCOUNT);
    }
}
