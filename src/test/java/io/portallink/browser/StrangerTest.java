package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whoever holds a link's addresses, but not its browser's cookie, is let in nowhere. */
@ExtendWith(OutputCaptureExtension.class)
class StrangerTest extends Visiting {

    @Autowired
    private MeterRegistry meters;

    /** What a stranger may try, knowing the links' ids and another link's cookie, which is its own. */
    enum Attempt {
        NO_COOKIE,
        EMPTY_VALUE,
        WRONG_VALUE,
        OTHER_COOKIE_UNDER_THIS_NAME,
        THIS_COOKIE_UNDER_OTHER_NAME,
        NO_PREFIX,
        NAME_IN_UPPER_CASE,
        UPPER_CASE,
        WITH_PADDING,
        STORED_HASH,
        MANY_OF_THE_NAME,
        ALL_OF_ANOTHER_BROWSER;

        String cookie(Visitor victim, Visitor own, String hash) {
            String name = COOKIE_PREFIX + victim.link();
            return switch (this) {
                case NO_COOKIE -> "";
                case EMPTY_VALUE -> name + "=";
                case WRONG_VALUE -> name + "=" + "A".repeat(43);
                case OTHER_COOKIE_UNDER_THIS_NAME -> name + "=" + own.secret();
                case THIS_COOKIE_UNDER_OTHER_NAME -> COOKIE_PREFIX + own.link() + "=" + victim.secret();
                case NO_PREFIX -> "plk_" + victim.link() + "=" + victim.secret();
                case NAME_IN_UPPER_CASE -> victim.cookie().replace("__Host", "__HOST");
                case UPPER_CASE -> name + "=" + victim.secret().toUpperCase(Locale.ROOT);
                case WITH_PADDING -> victim.cookie() + "=";
                case STORED_HASH ->
                    name + "=" + hash + "; " + name + "="
                            + Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(HexFormat.of().parseHex(hash));
                case MANY_OF_THE_NAME -> (name + "=" + own.secret() + "; ").repeat(20) + name + "=x";
                case ALL_OF_ANOTHER_BROWSER -> own.cookie();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void refreshWhenCookieIsNotTheLinksOwnThenNoSession(Attempt attempt) {
        Visitor victim = launched("m_1");
        String cookie = attempt.cookie(victim, launched("m_1"), hash(victim));
        StubPlatforms.reset();

        assertRedirect(visit(victim.refresh(), cookie), 302, bounce(victim.link(), "no-session"));

        assertMinted(0);
        assertThat(row(victim.link())).containsEntry("REFRESHES", 0);
        assertRedirect(visit(victim.refresh(), victim.cookie()), 302, StubPlatforms.EASYPOST_URL);
    }

    @ParameterizedTest
    @EnumSource
    void ticketWhenCookieIsNotTheLinksOwnThenGoneAndNotedAsReplay(Attempt attempt, CapturedOutput output) {
        Visitor victim = launched("m_1");
        String cookie = attempt.cookie(victim, launched("m_1"), hash(victim));
        Counter replayed = meters.counter("portal.launches", "platform", "easypost", "outcome", "replayed");
        double before = replayed.count();
        StubPlatforms.reset();

        assertPage(visit(victim.ticket(), cookie), 410);

        assertMinted(0);
        assertThat(replayed.count()).isEqualTo(before + 1);
        assertThat(events(victim)).filteredOn("replayed"::equals).hasSize(1);
        assertThat(output.getOut().lines().filter(line -> line.contains(victim.link() + "\"")))
                .filteredOn(line -> line.contains("portal launch: replayed"))
                .singleElement()
                .asString()
                .contains("\"level\":\"WARN\"");
    }

    /** Some of these the server refuses to read at all. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 5000, 20_000})
    void refreshWhenCookieHeaderIsHugeThenNobodyIsLetInAndNothingBreaks(int cookies) {
        Visitor victim = launched("m_1");
        String junk = "a=b; ".repeat(cookies) + COOKIE_PREFIX + victim.link() + "=" + "A".repeat(43);
        StubPlatforms.reset();

        for (String path : new String[] {victim.refresh(), victim.ticket()}) {
            HttpResponse<String> answer = visit(path, junk);
            assertThat(answer.statusCode()).as(answer.body()).isIn(302, 400, 410, 431);
            assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("easypost");
            assertThat(answer.body()).doesNotContain("Exception", "org.apache");
        }
        assertMinted(0);
    }

    @Test
    void refreshWhenOwnCookieComesWithForgedOnesThenLetInAllTheSame() {
        Visitor visitor = launched("m_1");
        String forged = COOKIE_PREFIX + visitor.link() + "=" + "A".repeat(43);

        assertRedirect(visit(visitor.refresh(), forged + "; " + visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
    }

    private String hash(Visitor visitor) {
        return String.valueOf(row(visitor.link()).get("BROWSER_HASH"));
    }

    private Stream<String> events(Visitor visitor) {
        return Http.json(http().api("GET", "/v1/portal-links/" + visitor.link(), "acme-key", ""))
                .path("events")
                .valueStream()
                .map(event -> event.path("type").stringValue());
    }
}
