package io.portallink;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one line why the broker does not start, so that it can be read in a log of JSON, too. Spring Boot's own reporter,
 * which draws a box over a dozen lines and comes after this one, is silenced here and not in application.yaml, which may be
 * just what could not be read.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineReporter implements FailureAnalysisReporter {

    private static final Logger log = LoggerFactory.getLogger(OneLineReporter.class);

    @Override
    public void report(FailureAnalysis analysis) {
        LoggingSystem.get(OneLineReporter.class.getClassLoader())
                .setLogLevel(LoggingFailureAnalysisReporter.class.getName(), LogLevel.OFF);
        log.atError().addKeyValue("event", "start_refused").log("The broker does not start: {}", line(analysis));
        log.debug("The broker does not start", analysis.getCause());
    }

    private static String line(FailureAnalysis analysis) {
        return Stream.of(analysis.getDescription(), analysis.getAction())
                .filter(Objects::nonNull)
                .map(text -> text.replaceAll("\\s+", " ").strip().replaceAll("\\.$", ""))
                .collect(Collectors.joining("; "));
    }
}
