package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.MerchantId;
import io.portallink.portal.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Three bounces of a merchant in any ten minutes, whoever races; a subclass names the store. */
abstract class BouncesContract {

    private static final int ROUNDS = 20;
    private static final TenantId ACME = new TenantId("acme");
    private static final MerchantId M1 = new MerchantId("m_1");

    private final LinkStore store;

    BouncesContract(LinkStore store) {
        this.store = store;
    }

    @Test
    void anotherWhenManyRaceThenExactlyThree() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            MerchantId merchant = new MerchantId("race_" + round); // the first bounces of its life

            assertThat(LinkStore.atOnce(() -> store.bounces.another(ACME, merchant)))
                    .as("round %d", round)
                    .filteredOn(redirected -> redirected)
                    .hasSize(3);
        }
    }

    @Test
    void anotherWhenSomebodyElseIsTheFirstJustThenStillCounted() {
        MerchantId merchant = new MerchantId("just_then");
        AtomicInteger statements = new AtomicInteger();
        DataSource interrupted = new DelegatingDataSource(store.source) {
            @Override
            public Connection getConnection() throws SQLException {
                if (statements.incrementAndGet() == 2) { // it saw no row yet
                    assertThat(store.bounces.another(ACME, merchant)).isTrue();
                }
                return super.getConnection();
            }
        };
        Bounces late = new Bounces(JdbcClient.create(interrupted), store.clock);

        assertThat(late.another(ACME, merchant)).isTrue();
        assertThat(late.another(ACME, merchant)).isTrue();
        assertThat(late.another(ACME, merchant)).isFalse();
    }

    @Test
    void anotherWhenManyRaceAgainLaterThenExactlyThreeMore() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            assertThat(LinkStore.atOnce(() -> store.bounces.another(ACME, M1)))
                    .as("round %d", round)
                    .filteredOn(redirected -> redirected)
                    .hasSize(3);
            store.clock.advance(Bounces.WINDOW);
        }
    }

    @Test
    void anotherWhenWindowSlidesThenAsManyAsHaveLeftIt() {
        assertThat(another("acme", "m_1")).isTrue();
        store.clock.advance(Duration.ofMinutes(9));
        assertThat(another("acme", "m_1")).isTrue();
        assertThat(another("acme", "m_1")).isTrue();
        store.clock.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(another("acme", "m_1")).isFalse();
        store.clock.advance(Duration.ofMillis(1));
        assertThat(another("acme", "m_1")).isTrue();
        assertThat(another("acme", "m_1")).isFalse();
        store.clock.advance(Duration.ofMinutes(8));
        assertThat(another("acme", "m_1")).as("refused ones count for nothing").isFalse();
        store.clock.advance(Duration.ofMinutes(1));
        assertThat(another("acme", "m_1")).isTrue();
        assertThat(another("acme", "m_1")).isTrue();
        assertThat(another("acme", "m_1")).isFalse();
    }

    @Test
    void anotherWhenSeveralMerchantsAndTenantsThenThreeForEach() {
        for (int i = 0; i < 3; i++) {
            assertThat(another("acme", "m_end")).isTrue();
            assertThat(another("acme", "m_other")).isTrue();
            assertThat(another("bare", "m_end")).isTrue();
        }
        assertThat(another("acme", "m_end")).isFalse();
    }

    @Test
    void sweepWhenTheLastIsTenMinutesOldThenForgottenAndNotBefore() {
        assertThat(another("acme", "m_1")).isTrue();
        store.clock.advance(Bounces.WINDOW.minusMillis(1));
        store.bounces.sweep();
        assertThat(store.count("SELECT count(*) FROM refresh_bounce WHERE merchant_id = 'm_1'"))
                .isOne();
        store.clock.advance(Duration.ofMillis(1));
        store.bounces.sweep();
        assertThat(store.count("SELECT count(*) FROM refresh_bounce WHERE merchant_id = 'm_1'"))
                .isZero();
    }

    private boolean another(String tenant, String merchant) {
        return store.bounces.another(new TenantId(tenant), new MerchantId(merchant));
    }
}
