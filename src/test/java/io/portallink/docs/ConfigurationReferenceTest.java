package io.portallink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The configuration's page is what the code says of itself. */
class ConfigurationReferenceTest {

    private static final Path PAGE = Documents.page("configuration.md");

    @Test
    void pageWhenMadeAgainThenIsTheOneInTheRepository() {
        if (Boolean.getBoolean("docs.write")) {
            ConfigurationReference.write(PAGE);
        }
        assertThat(Documents.read(PAGE))
                .as("./mvnw test -Dtest=ConfigurationReferenceTest -Ddocs.write=true writes it")
                .isEqualTo(ConfigurationReference.page());
    }

    @Test
    void settingsWhenReadThenEachIsDescribed() {
        assertThat(ConfigurationReference.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(setting ->
                        assertThat(setting.description()).as(setting.name()).hasSizeGreaterThan(4));
    }
}
