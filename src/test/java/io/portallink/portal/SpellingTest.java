package io.portallink.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final List<String> KNOWN =
            List.of("api-keys", "display-name", "platforms", "refresh-urls", "requests-per-minute", "return-urls");

    @ParameterizedTest
    @CsvSource({
        "retun-urls, return-urls",
        "return-url, return-urls",
        "returnurls, return-urls",
        "api-key, api-keys",
        "requests-per-second, requests-per-minute",
        "platfroms, platforms"
    })
    void nearestWhenALittleIsWrongThenTheNameThatWasMeant(String misspelt, String meant) {
        assertThat(Spelling.nearest(misspelt, KNOWN)).contains(meant);
    }

    @Test
    void nearestWhenNothingIsNearThenNone() {
        assertThat(Spelling.nearest("xyz", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("api-keys", List.of())).isEmpty();
    }
}
