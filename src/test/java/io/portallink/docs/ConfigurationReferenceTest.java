package io.portallink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.Platform;
import io.portallink.testkit.BrokerTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The configuration's page is what the code says of itself. */
@BrokerTest
class ConfigurationReferenceTest {

    private static final Path PAGE = Documents.page("configuration.md");

    private final List<Platform> platforms;

    ConfigurationReferenceTest(@Autowired List<Platform> platforms) {
        this.platforms = platforms;
    }

    @Test
    void pageWhenMadeAgainThenIsTheOneInTheRepository() {
        if (Boolean.getBoolean("docs.write")) {
            ConfigurationReference.write(PAGE, ConfigurationReference.page(platforms));
        }
        assertThat(Documents.read(PAGE))
                .as("./mvnw test -Dtest=ConfigurationReferenceTest -Ddocs.write=true writes it")
                .isEqualTo(ConfigurationReference.page(platforms));
    }

    /** As the contract has them. */
    @Test
    void settingsWhenOfATenantAtAPlatformThenAreWhatThePlatformAllows() {
        assertThat(Documents.read(PAGE))
                .contains("| `on-behalf-of` | – | must be account-id, api-key or se-account-id |")
                .contains("| `theme-id` | – | text |");
        assertThat(platforms)
                .hasSizeGreaterThan(1)
                .allSatisfy(platform -> assertThat(PlatformSettings.of(platform))
                        .isNotEmpty()
                        .anyMatch(setting -> setting.description().startsWith("required; ")));
    }

    @Test
    void settingsWhenReadThenEachIsDescribed() {
        assertThat(ConfigurationReference.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(setting ->
                        assertThat(setting.description()).as(setting.name()).hasSizeGreaterThan(4));
    }
}
