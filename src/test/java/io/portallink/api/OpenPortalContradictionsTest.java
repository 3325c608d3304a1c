package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.StubPlatforms;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Fields that contradict each other, also where the contradicting mode comes from the Accept header. */
@BrokerTest
class OpenPortalContradictionsTest {

    private static final String ONBOARDING = "\"onboarding\"";

    private final Calls calls;

    OpenPortalContradictionsTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void openWhenAccountComesWithoutPlatformThenPlatformIsNamed() {
        assertThat(Calls.wrongFields(calls.open(body("platform", "")))).containsExactly("platform");
        assertThat(Calls.wrongFields(calls.open(body("platform", "null")))).containsExactly("platform");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\"billing\"", "\"settings\""})
    void openWhenPrefillComesWithAnotherPageThenPrefillIsNamed(String page) {
        assertThat(Calls.wrongFields(calls.open(body("page", page, "prefill", "{\"a\": 1}"))))
                .containsExactly("prefill");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"confirm,\"always\"", "confirm,\"auto\"", "expires_in,300"})
    void openWhenDirectHasWhatOnlyLaunchHasThenItIsNamed(String field, String value) {
        String asked = body("mode", "\"direct\"", field, value);
        String implied = body(field, value);
        String launch = body("mode", "\"launch\"", field, value);

        assertThat(Calls.wrongFields(calls.open(asked))).containsExactly(field);
        assertThat(Calls.wrongFields(calls.openAccepting("text/html", implied))).containsExactly(field);
        assertThat(calls.openAccepting("text/html", launch).statusCode()).isEqualTo(302);
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }

    @Test
    void openWhenPrefillIsPastItsLimitThenItIsNamed() {
        String most = "{\"k\": \"" + "p".repeat(8 * 1024 - 8) + "\"}";
        String tooMuch = "{\"k\": \"" + "p".repeat(8 * 1024 - 7) + "\"}";
        String tooManyBytes = "{\"k\": \"" + "ü".repeat(4 * 1024) + "\"}";

        assertThat(calls.open(body("page", ONBOARDING, "prefill", most)).statusCode())
                .isEqualTo(201);
        assertThat(Calls.wrongFields(calls.open(body("page", ONBOARDING, "prefill", tooMuch))))
                .containsExactly("prefill");
        assertThat(Calls.wrongFields(calls.open(body("page", ONBOARDING, "prefill", tooManyBytes))))
                .containsExactly("prefill");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": \"\\ud800\"}", "{\"a\": [{\"b\": \"x\\ud83d\"}]}"})
    void openWhenPrefillIsNoUnicodeThenItIsNamed(String prefill) {
        assertThat(Calls.wrongFields(calls.open(body("page", ONBOARDING, "prefill", prefill))))
                .containsExactly("prefill");
    }

    @Test
    void openWhenPrefillIsNoObjectThenItIsNamed() {
        for (String wrong : List.of("[]", "\"x\"", "5", "true")) {
            assertThat(Calls.wrongFields(calls.open(body("page", ONBOARDING, "prefill", wrong))))
                    .containsExactly("prefill");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 490, 495, 496, 497, 498, 499, 500, 3000})
    void openWhenPrefillIsDeepThenItIsSentOrRefusedButNeverABug(int depth) {
        String prefill = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

        int created = calls.open(body("page", ONBOARDING, "prefill", prefill)).statusCode();
        int direct = calls.open(body("page", ONBOARDING, "prefill", prefill, "mode", "\"direct\""))
                .statusCode();

        assertThat(created).isIn(201, 400);
        assertThat(direct).isEqualTo(created);
        assertThat(created).isEqualTo(depth <= 100 ? 201 : depth >= 500 ? 400 : created);
    }
}
