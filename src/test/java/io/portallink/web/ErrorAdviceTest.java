package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bare status of the container stands for. */
class ErrorAdviceTest {

    @ParameterizedTest
    @CsvSource({
        "400, invalid-request",
        "404, not-found",
        "405, method-not-allowed",
        "408, invalid-request",
        "413, payload-too-large",
        "417, invalid-request",
        "431, invalid-request",
        "500, internal-error",
        "501, invalid-request",
        "503, unavailable",
        "505, invalid-request"
    })
    void statusWhenTheContainersOwnThenAProblem(int status, String code) {
        assertThat(ErrorAdvice.ofStatus(status).problem().code()).isEqualTo(code);
    }

    @Test
    void statusWhenTheServerShutsDownThenWithATimeToComeBack() {
        ProblemException problem = ErrorAdvice.ofStatus(503);

        assertThat(problem.retryAfter()).isPresent();
    }
}
