package io.portallink;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A file of the configuration can't be read; the message says which, where and why, and quotes nothing. */
final class UnreadableFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFile(String message, Exception cause) {
        super(message, cause);
    }

    /** One line in place of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<UnreadableFile> {

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnreadableFile cause) {
            return new FailureAnalysis(cause.getMessage(), null, cause);
        }
    }
}
