package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Why nobody is let in again: of all that holds the first of no-session, revoked, ended, limit. */
class RefreshReasonsTest extends Visiting {

    private static final int COMBINATIONS = 32;

    /** What holds of a link, and of the browser that comes on. */
    record Case(boolean own, boolean revoked, boolean returned, boolean late, boolean thrice) {

        static Case of(int bits) {
            return new Case((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
        }

        String refreshReason() {
            return !own ? "no-session" : revoked ? "revoked" : returned || late ? "ended" : thrice ? "limit" : "";
        }

        String ticketReason() {
            return late ? "ended" : thrice ? "limit" : "";
        }
    }

    static Stream<Case> cases() {
        return IntStream.range(0, COMBINATIONS).mapToObj(Case::of);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refreshWhenSeveralReasonsHoldThenTheFirstIsTold(Case given) {
        Visitor visitor = visitor(given);

        HttpResponse<String> answer = visit(visitor.refresh(), given.own() ? visitor.cookie() : "");

        assertAnswer(answer, visitor, given.refreshReason());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ticketWhenSeveralReasonsHoldThenTheFirstIsTold(Case given) {
        Visitor visitor = visitor(given);

        HttpResponse<String> answer = visit(visitor.ticket(), given.own() ? visitor.cookie() : "");

        if (given.revoked() || !given.own()) {
            assertPage(answer, 410);
            assertThat(answer.body()).contains(given.revoked() ? "withdrawn" : "used already");
        } else {
            assertAnswer(answer, visitor, given.ticketReason());
        }
    }

    private static void assertAnswer(HttpResponse<String> answer, Visitor visitor, String reason) {
        assertRedirect(answer, 302, reason.isEmpty() ? StubPlatforms.EASYPOST_URL : bounce(visitor.link(), reason));
    }

    private Visitor visitor(Case given) {
        Visitor visitor = launched("m_1");
        for (int i = 0; given.thrice() && i < 3; i++) {
            assertThat(visit(visitor.refresh(), visitor.cookie()).headers().firstValue("Location"))
                    .hasValue(StubPlatforms.EASYPOST_URL);
        }
        if (given.returned()) {
            assertThat(visit(visitor.comeback(), "").statusCode()).isEqualTo(302);
        }
        if (given.revoked()) {
            revoke(visitor.link());
        }
        if (given.late()) {
            clock.advance(Duration.ofMinutes(30));
        }
        return visitor;
    }
}
