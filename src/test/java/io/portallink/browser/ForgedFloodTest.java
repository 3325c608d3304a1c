package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Http;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Thousands of forged tickets, each with a good key id and shape: none of them costs the store anything. */
@Import(ForgedFloodTest.CountedStore.class)
class ForgedFloodTest extends Browsing {

    private static final int REQUESTS = 5_000;
    private static final int CLIENTS = 8;
    private static final int TAG_AT = 28;

    private static final List<TokenUse> USES = List.of(TokenUse.values());

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    @Autowired
    private Tokens tokens;

    @Test
    void tokensWhenForgedByTheThousandThenStoreIsNeverAskedAndAllAreNotFound() throws InterruptedException {
        String ticket = ticket("");
        int before = CONNECTIONS.get();
        Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < REQUESTS; i++) {
                int seed = i;
                clients.execute(() -> statuses.computeIfAbsent(ask(seed), ignored -> new AtomicInteger())
                        .incrementAndGet());
            }
        }

        assertThat(statuses).containsOnlyKeys(404);
        assertThat(statuses.get(404)).hasValue(REQUESTS);
        assertThat(CONNECTIONS.get() - before).isZero();
        assertThat(navigate(ticket).statusCode()).isEqualTo(302);
        assertThat(CONNECTIONS.get() - before).as("the counter counts").isPositive();
    }

    /** In turn each endpoint, GET and POST, with and without the headers of a navigation; -1 for no answer. */
    private int ask(int seed) {
        TokenUse use = USES.get(seed % USES.size());
        String path = "/" + use.path() + "/" + forged(use, seed);
        try {
            return seed % 2 == 0 || use != TokenUse.LAUNCH
                    ? http().get(path, seed % 4 == 0 ? Http.NAVIGATION : Map.of())
                            .statusCode()
                    : press(path).statusCode();
        } catch (RuntimeException ignored) {
            return -1;
        }
    }

    private String forged(TokenUse use, int seed) {
        byte[] token =
                Base64.getUrlDecoder().decode(tokens.issue(use, new TenantId("acme"), LinkId.next(clock.instant())));
        byte[] tag = new byte[token.length - TAG_AT];
        new Random(seed).nextBytes(tag);
        System.arraycopy(tag, 0, token, TAG_AT, tag.length);
        return Base64.getUrlEncoder().encodeToString(token);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class CountedStore {

        @Bean
        static BeanPostProcessor counted() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource store ? new Counted(store) : bean;
                }
            };
        }
    }

    private static final class Counted extends DelegatingDataSource {

        Counted(DataSource store) {
            super(store);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (Thread.currentThread().getName().startsWith("request-")) { // housekeeping asks, too
                CONNECTIONS.incrementAndGet();
            }
            return super.getConnection();
        }
    }
}
