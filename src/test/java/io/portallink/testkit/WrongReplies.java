package io.portallink.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import io.portallink.upstream.UpstreamReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Answers like a platform's recorded ones, wrong in any way, and what every connector must make of them. */
public final class WrongReplies {

    private static final Instant SENT = Instant.parse("2026-01-01T12:00:00.5Z");
    private static final String PLATFORM_TEXT = "SECRET";

    private final List<String> recorded = new ArrayList<>();
    private final Duration longestLife;

    /** @param good answers that open a portal; those beside the test are errors */
    public WrongReplies(Class<?> beside, Duration longestLife, String... good) {
        this.longestLife = longestLife;
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(beside.getResource("not-found.json"))
                        .toURI())
                .resolveSibling("."))) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> Replies.read(beside, file.getFileName().toString()))
                    .forEach(recorded::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        for (int left = recorded.size(); left > 0; left -= good.length) {
            recorded.addAll(List.of(good)); // as often as errors
        }
    }

    /** Reads one wrong answer of the kinds that get to a connector: 2xx, and 4xx but 429. */
    public void check(long seed, Function<UpstreamReply, PortalUrl> reader) {
        Mutator some = new Mutator(seed);
        int status = some.of(200, 200, 201, 204, 299, 400, 401, 403, 404, 409, 422, 428, 430, 499);
        String body = body(some);
        UpstreamReply reply =
                new UpstreamReply(status, Replies.json(body), SENT, some.oneIn(2) ? null : "id-1", retryAfter(some));
        try {
            assertUsable(reader.apply(reply), status, body);
            Statistics.collect("url");
        } catch (PortalFailure failure) {
            Statistics.collect(failure.problem().code());
            assertThat(failure.detail() + failure + failure.members())
                    .as(body)
                    .doesNotContain(PLATFORM_TEXT, Mutator.SECRET)
                    .matches("[\\x20-\\x7e]*");
            assertPlain(failure.platformRequestId().orElse(null));
        }
        Statistics.coverage(outcomes -> outcomes.check("url").percentage(percent -> percent > 3));
    }

    private String body(Mutator some) {
        String body = some.of(recorded);
        JsonMutator json = new JsonMutator(some);
        return switch (some.below(7)) {
            case 0 -> json.value(4);
            case 1 -> some.text(body);
            case 2 -> some.text();
            case 3 -> json.otherToken(json.otherToken(json.otherToken(body)));
            case 4 -> body;
            default -> json.otherToken(body);
        };
    }

    private static @Nullable String retryAfter(Mutator some) {
        return some.oneIn(2) ? null : some.text("120");
    }

    private void assertUsable(PortalUrl url, int status, String body) {
        assertThat(status).as(body).isBetween(200, 299);
        assertThat(url.url()).as(body).isNotBlank();
        assertThat(url.expiresAt()).as(body).isAfter(SENT).isBeforeOrEqualTo(SENT.plus(longestLife));
        assertThat(url.toString()).as(body).doesNotContain("http", PLATFORM_TEXT, Mutator.SECRET);
        assertPlain(url.requestId());
    }

    private static void assertPlain(@Nullable String requestId) {
        assertThat(requestId == null ? "none" : requestId).matches("[A-Za-z0-9._-]{1,100}");
    }
}
