package io.portallink.portal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that ends in a {@link Problem}. An expected outcome and not a bug, so it carries no stack trace. Its detail
 * is written by us and safe to show: never a platform's own text, a key, a token or a ticket.
 */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** With the problem's own words for what happened. */
    public ProblemException(Problem problem) {
        this(problem, problem.cause());
    }

    public ProblemException(Problem problem, String detail) {
        super(detail, null, false, false);
        this.problem = problem;
    }

    public final Problem problem() {
        return problem;
    }

    public final String detail() {
        return String.valueOf(getMessage());
    }

    /** The fields that were wrong; empty unless the problem is bad input. */
    public List<FieldError> errors() {
        return List.of();
    }

    /** Members beyond the standard ones, such as {@code supported_pages}. */
    public Map<String, Object> members() {
        return Map.of();
    }

    /** How long to wait before another try, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
