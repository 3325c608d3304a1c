package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.AtOnce;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One key, many requests at once, over real sockets; a subclass names the store that has to decide. */
abstract class IdempotencyRace {

    private static final int BACKENDS = 64;
    private static final int ROUNDS = 8;

    @LocalServerPort
    private int port;

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"launch", "direct"})
    void openWhenManySendTheSameKeyThenExactlyOneLinkIsMade(String mode) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String merchant = "m_" + mode + round;
            List<HttpResponse<String>> answers = race(merchant, mode);

            List<Integer> statuses =
                    answers.stream().map(HttpResponse::statusCode).toList();
            assertThat(statuses).as("round %d", round).hasSize(BACKENDS).containsOnlyOnce(201);
            assertThat(statuses).as("round %d", round).allMatch(s -> s == 200 || s == 201 || s == 409);
            assertThat(ids(answers)).as("round %d", round).hasSize(1);
            assertThat(Http.json(new Calls(port).call("GET", Calls.LINKS + "?merchant_id=" + merchant, ""))
                            .path("data"))
                    .hasSize(1);
        }
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).hasSize(mode.equals("direct") ? ROUNDS : 0);
    }

    private static Set<String> ids(List<HttpResponse<String>> answers) {
        Set<String> ids = new HashSet<>();
        answers.stream()
                .filter(answer -> answer.statusCode() < 300)
                .forEach(answer -> ids.add(Http.json(answer).path("id").stringValue()));
        return ids;
    }

    private List<HttpResponse<String>> race(String merchant, String mode) throws Exception {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", merchant);
        String body = body("merchant_id", "\"" + merchant + "\"", "mode", "\"" + mode + "\"");
        return AtOnce.run(BACKENDS, () -> new Calls(port).send(Calls.KEY, "POST", Calls.LINKS, headers, body));
    }
}
