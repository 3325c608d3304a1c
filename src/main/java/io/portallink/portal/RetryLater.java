package io.portallink.portal;

import java.time.Duration;
import java.util.Optional;

/** A problem that passes by itself: the same request may be sent again after a while. */
public final class RetryLater extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    public RetryLater(Problem problem, Duration wait) {
        super(problem);
        this.wait = wait;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(wait);
    }
}
