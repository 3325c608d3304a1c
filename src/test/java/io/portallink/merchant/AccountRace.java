package io.portallink.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many backends, one account, over real sockets; a subclass names the store that has to decide. */
abstract class AccountRace {

    private static final int BACKENDS = 16;
    private static final int ROUNDS = 30;

    @LocalServerPort
    private int port;

    @Test
    void putWhenManyRegisterTheSameAccountFirstThenOneCreatesAndTheOthersReplace() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String path = "/v1/merchants/m_race" + round + "/accounts/easypost";

            List<Integer> statuses = race("PUT", path);

            assertThat(statuses).as("round %d", round).hasSize(BACKENDS).containsOnlyOnce(201);
            assertThat(statuses).as("round %d", round).containsOnly(200, 201);
            assertThat(race("DELETE", path))
                    .as("round %d", round)
                    .containsOnlyOnce(204)
                    .containsOnly(204, 404);
        }
    }

    private List<Integer> race(String method, String path) throws Exception {
        Http http = new Http(port);
        CountDownLatch ready = new CountDownLatch(BACKENDS);
        List<Future<Integer>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < BACKENDS; i++) {
                String body = method.equals("PUT") ? "{\"account\": \"user_" + i + "\"}" : "";
                calls.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return http.api(method, path, "acme-key", body).statusCode();
                }));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> call : calls) {
            statuses.add(call.get());
        }
        return statuses;
    }
}
