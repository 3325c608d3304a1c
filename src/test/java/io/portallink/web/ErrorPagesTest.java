package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.Problem;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {

    /** An unknown address, say, has no line: anybody may ask for any number of them. */
    @Test
    void pageWhenItsProblemIsLoggedThenShowsTheReference() {
        assertThat(Problem.values())
                .filteredOn(problem -> !ErrorPages.of(problem).reference())
                .containsExactly(Problem.NOT_FOUND);
    }
}
