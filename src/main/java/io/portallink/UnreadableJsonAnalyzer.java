package io.portallink;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.json.JsonParseException;

/** Spring Boot reads JSON at start-up for one setting only; the parser's message quotes what it holds. */
final class UnreadableJsonAnalyzer extends AbstractFailureAnalyzer<JsonParseException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, JsonParseException cause) {
        return new FailureAnalysis(
                "SPRING_APPLICATION_JSON (spring.application.json) is not JSON; correct it", null, cause);
    }
}
