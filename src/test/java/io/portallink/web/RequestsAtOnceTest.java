package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.portallink.testkit.BrokerTest;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

@BrokerTest
class RequestsAtOnceTest {

    private static final int LIMIT = 3;
    private static final int MORE = 100;

    private final ServletWebServerApplicationContext broker;

    RequestsAtOnceTest(ServletWebServerApplicationContext broker) {
        this.broker = broker;
    }

    @Test
    void brokerWhenRunningThenTakesAtOnceWhatItsHeapHasRoomFor() {
        assertThat(broker.getWebServer())
                .asInstanceOf(type(TomcatWebServer.class))
                .extracting(server ->
                        server.getTomcat().getConnector().getProtocolHandler().getExecutor())
                .asInstanceOf(type(ThreadPoolExecutor.class))
                .satisfies(executor -> assertThat(400L * 1024 * executor.getMaximumPoolSize())
                        .isBetween(
                                Runtime.getRuntime().maxMemory() * 9 / 10,
                                Runtime.getRuntime().maxMemory()));
    }

    @Test
    void tasksWhenMoreThanTheLimitThenTheyWaitTheirTurnInVirtualThreads() throws InterruptedException {
        Executor executor = RequestsAtOnce.executor(LIMIT);
        CountDownLatch finish = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(LIMIT + MORE);
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < LIMIT + MORE; i++) {
            int task = i;
            executor.execute(() -> {
                begun.add(Thread.currentThread().isVirtual() ? task : -1);
                try {
                    finish.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                finished.countDown();
            });
        }
        List<Integer> first = IntStream.range(0, LIMIT).boxed().toList();
        Awaitility.await().until(() -> begun.size() >= LIMIT);
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> begun.size() == LIMIT);
        assertThat(begun).containsExactlyInAnyOrderElementsOf(first);
        finish.countDown();
        assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).hasSize(LIMIT + MORE).doesNotContain(-1);
    }
}
