package io.portallink.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.AtOnce;
import io.portallink.testkit.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < BACKENDS; i++) {
            String body = method.equals("PUT") ? "{\"account\": \"user_" + i + "\"}" : "";
            calls.add(() -> http.api(method, path, "acme-key", body).statusCode());
        }
        return AtOnce.run(calls);
    }
}
