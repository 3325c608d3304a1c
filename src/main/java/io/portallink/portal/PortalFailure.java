package io.portallink.portal;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a platform gave no usable URL. The details are ours: a platform's own text is never passed on. {@link #reached}
 * tells whether a call really went out, since only such a failure counts against a ticket.
 */
public abstract sealed class PortalFailure extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String platformRequestId;
    private transient @Nullable PlatformId platform;

    private PortalFailure(Problem problem, String detail, @Nullable String platformRequestId) {
        super(problem, detail);
        this.platformRequestId = platformRequestId;
    }

    /** The platform's own id of the failed request, where it gave one. */
    public final Optional<String> platformRequestId() {
        return Optional.ofNullable(platformRequestId);
    }

    /** Which platform it was; noted by the broker, which asked it. */
    public final Optional<PlatformId> platform() {
        return Optional.ofNullable(platform);
    }

    public final PortalFailure at(PlatformId id) {
        platform = id;
        return this;
    }

    /** {@code false} when nothing was sent: breaker open, bulkhead full, budget spent, tap closed. */
    public boolean reached() {
        return true;
    }

    /** The platform does not know the account, or won't open it. */
    public static final class AccountRejected extends PortalFailure {
        private static final long serialVersionUID = 1L;

        private final boolean reached;

        public AccountRejected(@Nullable String requestId) {
            this(requestId, true);
        }

        /** @param reached {@code false} where the account was gone before the platform could be asked */
        public AccountRejected(@Nullable String requestId, boolean reached) {
            super(Problem.ACCOUNT_REJECTED, "The platform does not accept this merchant's account.", requestId);
            this.reached = reached;
        }

        @Override
        public boolean reached() {
            return reached;
        }
    }

    /** The platform refused the tenant's credential. */
    public static final class CredentialsRejected extends PortalFailure {
        private static final long serialVersionUID = 1L;

        public CredentialsRejected(@Nullable String requestId) {
            super(
                    Problem.PLATFORM_CREDENTIALS_REJECTED,
                    "The platform refused the credential configured for this tenant.",
                    requestId);
        }
    }

    /** The platform refused the request for another reason. */
    public static final class RequestRejected extends PortalFailure {
        private static final long serialVersionUID = 1L;

        public RequestRejected(@Nullable String requestId) {
            super(Problem.PLATFORM_REJECTED_REQUEST, "The platform refused the request.", requestId);
        }
    }

    /** The platform answered, but not with a URL that may be used. */
    public static final class InvalidResponse extends PortalFailure {
        private static final long serialVersionUID = 1L;

        /** @param what what was wrong, in our words */
        public InvalidResponse(String what, @Nullable String requestId) {
            super(Problem.PLATFORM_INVALID_RESPONSE, "The platform's answer can't be used: " + what + ".", requestId);
        }
    }

    /** No usable answer inside the deadline. */
    public static final class TimedOut extends PortalFailure {
        private static final long serialVersionUID = 1L;

        private final boolean reached;

        /** @param reached {@code false} where the time was used up before anything was sent */
        public TimedOut(boolean reached) {
            this(reached, null);
        }

        /** @param requestId where an answer had begun */
        public TimedOut(boolean reached, @Nullable String requestId) {
            super(Problem.PLATFORM_TIMEOUT, "The platform gave no usable answer in time.", requestId);
            this.reached = reached;
        }

        @Override
        public boolean reached() {
            return reached;
        }
    }

    /** A failure that goes away by waiting. */
    public abstract static sealed class Passing extends PortalFailure {
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;
        private final boolean reached;

        private Passing(
                Problem problem, String detail, Duration retryAfter, boolean reached, @Nullable String requestId) {
            super(problem, detail, requestId);
            this.retryAfter = retryAfter;
            this.reached = reached;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(retryAfter);
        }

        @Override
        public boolean reached() {
            return reached;
        }
    }

    /** The platform's rate limit, or our own budget that keeps us below it. */
    public static final class RateLimited extends Passing {
        private static final long serialVersionUID = 1L;

        public RateLimited(Duration retryAfter, boolean reached, @Nullable String requestId) {
            super(
                    Problem.PLATFORM_RATE_LIMITED,
                    reached
                            ? "The platform asks to slow down."
                            : "The calls that this credential may make for now are used up.",
                    retryAfter,
                    reached,
                    requestId);
        }
    }

    /** The platform is down, can't be reached, or is being left alone because it was. */
    public static final class Unavailable extends Passing {
        private static final long serialVersionUID = 1L;

        public Unavailable(Duration retryAfter, boolean reached, @Nullable String requestId) {
            super(
                    Problem.PLATFORM_UNAVAILABLE,
                    reached
                            ? "The platform can't be reached or is out of order."
                            : "The platform is not being called just now, because too many calls failed or are under way.",
                    retryAfter,
                    reached,
                    requestId);
        }
    }
}
