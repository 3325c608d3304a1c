package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Reencryption;
import io.portallink.link.LinkSweeper;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.RowsRead;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * With the embedded store, too, nothing reads a large table from end to end where an index leads to what it wants. H2 uses
 * one less readily than PostgreSQL: it has to be told by the order, or by a bound that is not needed.
 */
@BrokerTest
@Import(EmbeddedReadsTest.Counted.class)
@TestPropertySource(
        properties = {
            "portal.keys[0]=AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
            "portal.keys[1]=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
        })
@TestInstance(Lifecycle.PER_CLASS)
class EmbeddedReadsTest {

    private static final int ROWS = 1_000;
    private static final int BATCH = 200;
    private static final int PAGE = 20;

    private final Http http;
    private final JdbcClient jdbc;
    private final RowsRead reads;
    private final LinkSweeper sweeper;
    private final Reencryption reencryption;

    EmbeddedReadsTest(
            @LocalServerPort int port,
            @Autowired JdbcClient jdbc,
            @Autowired DataSource reads,
            @Autowired LinkSweeper sweeper,
            @Autowired Reencryption reencryption) {
        http = new Http(port);
        this.jdbc = jdbc;
        this.reads = (RowsRead) reads;
        this.sweeper = sweeper;
        this.reencryption = reencryption;
    }

    @BeforeAll
    void fill() {
        String oldKey = new KeyRing(List.of(BrokerTestConfiguration.SERVER_KEY)).currentId();
        jdbc.sql("""
                INSERT INTO portal_link (id, tenant, merchant_id, platform, link_mode, status, confirm_always, warnings,
                       key_id, created_at, expires_at, failures, erase_at)
                SELECT :time || lpad(x, 20, '0'), 'acme', 'm_' || mod(x, 3), 'easypost', 'launch', 'opened', false, '',
                       :key, now(), now(), 0, NULL
                  FROM system_range(1, :rows) AS numbers(x)""")
                .param("time", "plk_%012x".formatted(Instant.now().toEpochMilli()))
                .param("key", oldKey)
                .param("rows", ROWS)
                .update();
        StringBuilder merchants = new StringBuilder("merchant_id,platform,account,theme_id\n");
        for (int i = 0; i < ROWS; i++) {
            merchants.append("m_%04d,easypost,user_%032x,\n".formatted(i, i));
        }
        HttpResponse<String> imported = http.send(
                "POST",
                "/v1/merchants/import",
                Map.of("Authorization", "Bearer acme-key", "Content-Type", "text/csv"),
                merchants.toString());
        assertThat(imported.body()).contains("\"accepted\":" + ROWS + ",");
        reads.take();
    }

    @Test
    void sweepWhenNothingIsDueThenReadsNothing() {
        sweeper.sweep();

        Map<String, Integer> sweep = reads.take();
        assertThat(sweep.keySet()).anyMatch(sql -> sql.contains("erase_at"));
        assertThat(sweep).allSatisfy((sql, rows) -> assertThat(rows).as(sql).isLessThanOrEqualTo(1));
    }

    @Test
    void reencryptWhenKeysWereRotatedThenReadsAsManyRowsAsABatchHas() {
        assertThat(reencryption.run()).isZero();

        Map<String, Integer> rotation = reads.take();
        assertThat(rotation.keySet()).anyMatch(sql -> sql.contains("inline_account, state, prefill"));
        assertThat(rotation)
                .allSatisfy((sql, rows) ->
                        assertThat(rows).as(sql).isLessThanOrEqualTo(sql.contains("count(*)") ? ROWS + 1 : BATCH));

        reencryption.run();

        assertThat(reads.take()) // each table's one key, and the two of the server
                .isNotEmpty()
                .allSatisfy((sql, rows) -> assertThat(rows).as(sql).isLessThanOrEqualTo(2));
    }

    @Test
    void listWhenThereAreManyThenReadsOnePage() {
        list("/v1/portal-links?limit=" + PAGE);
        list("/v1/portal-links?merchant_id=m_1&limit=" + PAGE);
        list("/v1/merchants?limit=" + PAGE);

        assertThat(reads.take())
                .hasSizeGreaterThan(3)
                .allSatisfy((sql, rows) -> assertThat(rows).as(sql).isLessThanOrEqualTo(PAGE + 2));
    }

    private void list(String path) {
        HttpResponse<String> page = http.api("GET", path, "acme-key", "");
        assertThat(Http.json(page).path("data").size()).as(page.body()).isEqualTo(PAGE);
        String next = Http.json(page).path("next_cursor").stringValue();
        HttpResponse<String> second = http.api("GET", path + "&cursor=" + next, "acme-key", "");
        assertThat(Http.json(second).path("data").size()).as(second.body()).isEqualTo(PAGE);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Counted {

        /** It would come in between. */
        @Bean
        static BeanFactoryPostProcessor withoutHousekeeping() {
            return beans -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("housekeeping");
        }

        @Bean
        static BeanPostProcessor counted() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource store ? new RowsRead(store) : bean;
                }
            };
        }
    }
}
