package io.portallink.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Setting parameters on a platform's URL leaves everything else alone, byte for byte. */
class RedirectParametersTest {

    private static final String BASE = "https://dashboard.shipengine.com/api/directlogin";

    @ParameterizedTest
    @CsvSource({
        "?token=a.b-c_d, ?token=a.b-c_d&theme_id=T",
        "'', ?theme_id=T",
        "?, ?theme_id=T",
        "?theme_id=old, ?theme_id=T",
        "?theme_id=old&token=t, ?token=t&theme_id=T",
        "?token=t&theme%5Fid=old, ?token=t&theme_id=T",
        "?token=t&%74heme_id=1&theme_id=2&theme_id, ?token=t&theme_id=T",
        "?token=t#/route?theme_id=x, ?token=t&theme_id=T#/route?theme_id=x",
        "?Theme_id=a, ?Theme_id=a&theme_id=T",
        "?token=a%2Bb%2fc+d==, ?token=a%2Bb%2fc+d==&theme_id=T",
        "//a/../b?=x&&token=t&, //a/../b?=x&&token=t&&theme_id=T"
    })
    void parametersWhenSetThenNamesakesGoAndTheRestStays(String before, String after) {
        assertThat(RedirectAssembler.withParameters(URI.create(BASE + before), Map.of("theme_id", "T")))
                .isEqualTo(BASE + after);
    }

    @Property(tries = 500)
    void parametersWhenSetThenTokenStaysByteForByteAndFragmentIsLast(
            @ForAll("tokens") String token, @ForAll("fragments") String fragment, @ForAll String theme) {
        String value = wellFormed(theme);

        String url = RedirectAssembler.withParameters(
                URI.create(BASE + "?token=" + token + "&theme%5fid=old" + fragment), Map.of("theme_id", value));

        assertThat(url).startsWith(BASE + "?token=" + token + "&theme_id=").endsWith(fragment);
        String query = URI.create(url).getRawQuery();
        assertThat(query).doesNotContain("old").isASCII();
        List<String> themes = Arrays.stream(query.split("&", -1))
                .filter(part -> part.startsWith("theme_id="))
                .toList();
        assertThat(themes)
                .singleElement()
                .satisfies(part -> assertThat(
                                URLDecoder.decode(part.substring("theme_id=".length()), StandardCharsets.UTF_8))
                        .isEqualTo(value));
    }

    @Property(tries = 500)
    void parametersWhenSetTwiceThenSameAsOnce(
            @ForAll("tokens") String token,
            @ForAll("fragments") String fragment,
            @ForAll @AlphaChars @NotEmpty String name,
            @ForAll @StringLength(max = 40) String generated) {
        Map<String, String> parameters = Map.of(name, wellFormed(generated));

        String once = RedirectAssembler.withParameters(URI.create(BASE + "?" + token + fragment), parameters);

        assertThat(RedirectAssembler.withParameters(URI.create(once), parameters))
                .isEqualTo(once);
    }

    /** Everything that RFC 3986 lets stand in a query's value, percent-encodings in both cases of hex included. */
    @Provide
    Arbitrary<String> tokens() {
        Arbitrary<String> plain = Arbitraries.strings()
                .withCharRange('0', '9')
                .withChars("abcXYZ-._~!$'()*+,;:@/?=")
                .ofLength(1);
        return Arbitraries.oneOf(plain, Arbitraries.of("%2F", "%2f", "%26", "%3D", "%C3%BC", "%25", "%23"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.oneOf(Arbitraries.just(""), tokens().map(text -> "#" + text));
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
