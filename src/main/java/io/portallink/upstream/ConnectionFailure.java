package io.portallink.upstream;

/** No connection, or one that broke before an answer: the one kind of failure that a retry may mend. */
final class ConnectionFailure extends Exception {

    private static final long serialVersionUID = 1L;

    ConnectionFailure(Throwable cause) {
        super(cause.getClass().getSimpleName(), null, false, false);
    }
}
