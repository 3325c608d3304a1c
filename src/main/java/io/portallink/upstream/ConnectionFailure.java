package io.portallink.upstream;

import org.jspecify.annotations.Nullable;

/** No connection, or one that broke before the end of an answer: the one kind of failure that a retry may mend. */
final class ConnectionFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String requestId;

    /** @param requestId the platform's own, where its answer had begun */
    ConnectionFailure(Throwable cause, @Nullable String requestId) {
        super(cause.getClass().getSimpleName(), null, false, false);
        this.requestId = requestId;
    }

    @Nullable
    String requestId() {
        return requestId;
    }
}
