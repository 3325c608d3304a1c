package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.Problem;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {

    /** An unknown address, say, has no line; a refusal has one within limits: {@link ProblemAnswers} knows. */
    @Test
    void pageWhenItsProblemIsLoggedThenShowsTheReference() {
        assertThat(Problem.values())
                .filteredOn(problem -> ErrorPages.of(problem).reference())
                .containsExactlyInAnyOrder(Problem.UNAVAILABLE, Problem.INTERNAL_ERROR);
    }
}
