package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

@BrokerTest
class UpstreamLogTest {

    private static final String ACCOUNT = "user_0123456789abcdef0123456789abcdef";

    private final Http http;

    UpstreamLogTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"easypost", "shipengine"})
    void logWhenRootIsAtDebugThenNoKeyAccountOrUrl(String platform) {
        StubPlatforms.reset();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        try {
            int status = http.api(
                            "POST",
                            "/v1/portal-links",
                            "acme-key",
                            "{\"merchant_id\":\"m_log\",\"platform\":\"" + platform + "\",\"account\":\"" + ACCOUNT
                                    + "\",\"mode\":\"direct\"}")
                    .statusCode();
            assertThat(status).isEqualTo(201);
        } finally {
            root.setLevel(level);
            root.detachAppender(log);
        }
        List<String> lines = List.copyOf(log.list).stream()
                .filter(event -> !event.getLoggerName().startsWith("jdk."))
                .map(event -> event.getFormattedMessage() + event.getKeyValuePairs())
                .toList();
        assertThat(lines).isNotEmpty();
        assertThat(String.join("\n", lines))
                .doesNotContain(
                        BrokerTestConfiguration.EASYPOST_KEY,
                        BrokerTestConfiguration.SHIPENGINE_KEY,
                        "acme-key",
                        ACCOUNT,
                        StubPlatforms.SHIPENGINE_TOKEN,
                        "session_id");
    }
}
