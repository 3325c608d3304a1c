package io.portallink.easypost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Settings;
import io.portallink.testkit.Replies;
import io.portallink.upstream.UpstreamKit;
import io.portallink.upstream.UpstreamReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class EasyPostAnswersTest {

    private static final Instant SENT = Instant.parse("2026-01-01T12:00:00.5Z");
    private static final String LINK = "https://app.easypost.com/customer-portal/x?session_id=-a";

    @ParameterizedTest
    @CsvSource({
        "'\"2026-01-01T12:00:00Z\"', '\"2026-01-01T12:05:00Z\"', 300000",
        "'\"2026-01-01T12:00:00Z\"', '\"2026-01-01T12:02:00Z\"', 120000",
        "'\"2020-01-01T12:00:00Z\"', '\"2020-01-01T12:02:00Z\"', 120000",
        "'\"2026-01-01T12:00:00Z\"', '\"2026-01-01T14:02:00+02:00\"', 120000",
        "'\"2026-01-01T12:00:00Z\"', '\"2025-16-17T17:30:30Z\"', 300000",
        "'\"2025-16-17T17:30:30Z\"', '\"2026-01-01T12:02:00Z\"', 119500",
        "null, '\"2026-01-01T12:02:00Z\"', 119500",
        "'\"2026-01-01T12:00:00Z\"', null, 300000",
        "null, null, 300000",
        "1767268800, 1767269100, 300000",
        "'\"2026-01-01T12:00:00Z\"', '\"2026-01-01T11:00:00Z\"', 300000",
        "'\"2026-01-01T12:00:00Z\"', '\"2026-01-01T12:05:01Z\"', 300000",
        "'\"2026-01-01T12:00:00Z\"', '\"+999999999-12-31T23:59:59Z\"', 300000",
        "'\"2026-01-01 12:00:00\"', '\"next year\"', 300000"
    })
    void readWhenTimesAreOddThenLinkIsKeptAndLifeIsConservative(String created, String expires, long millis) {
        PortalUrl url =
                read("{\"link\":\"" + LINK + "\",\"created_at\":" + created + ",\"expires_at\":" + expires + "}");

        assertThat(url.url()).isEqualTo(LINK);
        assertThat(url.sentAt()).isEqualTo(SENT);
        assertThat(url.expiresAt()).isEqualTo(SENT.plusMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"link\":5}",
                "{\"link\":true}",
                "{\"link\":null}",
                "{\"link\":\" \"}",
                "{\"link\":[\"https://app.easypost.com/\"]}",
                "{\"link\":{\"url\":\"https://app.easypost.com/\"}}",
                "{\"url\":\"https://app.easypost.com/\"}",
                "{\"Link\":\"https://app.easypost.com/\"}"
            })
    void readWhenThereIsNoLinkAsTextThenInvalidResponse(String body) {
        assertThatExceptionOfType(PortalFailure.InvalidResponse.class).isThrownBy(() -> read(body));
    }

    @ParameterizedTest
    @CsvSource({"EZTKsecret, 1", "EZAKsecret, 0", "other, 0"})
    void checkWhenKeyLooksLikeTestKeyThenOnlyWarns(String key, int warnings) {
        Logger logger = (Logger) LoggerFactory.getLogger(EasyPostPlatform.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            assertThatNoException()
                    .isThrownBy(() -> EasyPostContractTest.easyPost("https://api.easypost.com", UpstreamKit.clients())
                            .check(new Settings(Map.of("api-key", key))));
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).hasSize(warnings).allSatisfy(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).doesNotContain(key);
        });
    }

    private static PortalUrl read(String body) {
        return new EasyPostAnswers(List.of("app.easypost.com"))
                .read(new UpstreamReply(201, Replies.json(body), SENT, null, null));
    }
}
