package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.InvalidRequest;
import io.portallink.portal.Problem;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/** Nobody without a key can fill the log with malformed requests; nobody with one goes without its lines. */
@ExtendWith(OutputCaptureExtension.class)
class RefusalFloodTest {

    private static final int FLOOD = ProblemAnswers.MAX_LINES_A_MINUTE + 100;

    private final ProblemAnswers answers =
            new ProblemAnswers(new ProblemResponses(JsonMapper.shared()), WebKit.pages());

    @AfterEach
    void forgetTenant() {
        MDC.clear();
    }

    @Test
    void refusalsWhenNobodysThenLoggedUpToTheLimit(CapturedOutput output) throws IOException {
        for (int i = 0; i < FLOOD; i++) {
            assertThat(refused()).isEqualTo(Problem.INVALID_REQUEST.status());
        }

        assertThat(lines(output)).isEqualTo(ProblemAnswers.MAX_LINES_A_MINUTE);
    }

    @Test
    void refusalsWhenOfATenantThenAllLogged(CapturedOutput output) throws IOException {
        MDC.put("tenant", "acme");
        for (int i = 0; i < FLOOD; i++) {
            refused();
        }

        assertThat(lines(output)).isEqualTo(FLOOD);
    }

    private int refused() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        answers.write(new InvalidRequest("path", "is odd"), new MockHttpServletRequest("GET", "/launch/x"), response);
        return response.getStatus();
    }

    private static int lines(CapturedOutput output) {
        return StringUtils.countOccurrencesOf(output.getAll(), "request refused");
    }
}
