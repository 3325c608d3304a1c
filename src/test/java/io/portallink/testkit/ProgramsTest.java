package io.portallink.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProgramsTest {

    /** Runs before the long tests do, and so tells at once what they would all miss. */
    @Test
    @Tag("full")
    void programsWhenFullIsRunThenAllAreInstalled() {
        Programs.requireAll();
    }

    @Test
    void findWhenProgramIsMissingThenOneLineSaysWhatInstallsIt() {
        assertThatThrownBy(() -> Programs.find("nginx-that-is-missing"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("missing: nginx-that-is-missing")
                .hasMessageContaining(".ci/run");
    }
}
