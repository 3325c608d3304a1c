package io.portallink.web;

import io.portallink.portal.InvalidRequest;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.portal.RetryLater;
import io.portallink.store.StoreTrouble;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;

/** Every exception becomes one of the contract's problems, but for those of a client that is gone. */
@ControllerAdvice
final class ErrorAdvice {

    private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(3);
    private static final int MAX_CAUSES = 20; // they may go in circles

    private final ProblemAnswers answers;

    ErrorAdvice(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void handle(Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (isDisconnect(e)) {
            log.debug("the client is gone", e);
            return;
        }
        write(isWildcard(e, request) ? ofStatus(404) : problem(e, response), request, response);
    }

    /** A wildcard is no type of a body; Spring takes it for a bug where it is about to tell that nothing has this path. */
    private static boolean isWildcard(Exception e, HttpServletRequest request) {
        return e instanceof IllegalArgumentException
                && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) == null
                && request.getContentType() != null
                && request.getContentType().contains("*");
    }

    void write(ProblemException problem, HttpServletRequest request, HttpServletResponse response) {
        try {
            answers.write(problem, request, response);
        } catch (IOException e) {
            log.debug("the client was gone before it was told of a problem", e);
        }
    }

    /**
     * By what the server itself says: other connections than the client's can break too. A body that breaks off is not
     * counted in: who sent it may still listen.
     */
    private static boolean isDisconnect(Exception e) {
        if (e instanceof HttpMessageNotReadableException) {
            return false;
        }
        @Nullable Throwable cause = e;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The problem of a bare status, where the container or a filter gave up before any code of ours. */
    static ProblemException ofStatus(int status) {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) { // it is shutting down
            return new RetryLater(Problem.UNAVAILABLE, RETRY_AFTER);
        }
        Problem problem = switch (status) {
            case 401 -> Problem.UNAUTHORIZED;
            case 403 -> Problem.FORBIDDEN;
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 413 -> Problem.PAYLOAD_TOO_LARGE;
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
            // a method, a transfer coding or a version that the container does not speak: no bug of ours
            case 501, 505 -> Problem.INVALID_REQUEST;
            default -> status < 500 ? Problem.INVALID_REQUEST : Problem.INTERNAL_ERROR;
        };
        return new ProblemException(problem);
    }

    private static ProblemException problem(Exception e, HttpServletResponse response) {
        return switch (e) {
            case ProblemException problem -> problem;
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentTypeMismatchException mismatch ->
                new InvalidRequest(mismatch.getName(), "has the wrong form");
            case HttpRequestMethodNotSupportedException method -> notAllowed(method, response);
            case InvalidParameterException parameters -> ofStatus(parameters.getErrorCode());
            case ErrorResponse error -> ofStatus(error.getStatusCode().value());
            default -> StoreTrouble.is(e) ? storeDown(e) : bug(e);
        };
    }

    private static ProblemException unreadable(HttpMessageNotReadableException e) {
        return e.getCause() instanceof ProblemException problem ? problem : JsonErrors.of(e.getCause(), "body");
    }

    private static ProblemException notAllowed(HttpRequestMethodNotSupportedException e, HttpServletResponse response) {
        if (e.getSupportedHttpMethods() != null) {
            response.setHeader(
                    HttpHeaders.ALLOW,
                    String.join(
                            ", ",
                            e.getSupportedHttpMethods().stream()
                                    .map(HttpMethod::name)
                                    .toList()));
        }
        return ofStatus(405);
    }

    private static ProblemException storeDown(Exception e) {
        log.atError()
                .addKeyValue("event", "store_unavailable")
                .log("the store can't do this now: {}", StoreTrouble.reason(e));
        return new RetryLater(Problem.UNAVAILABLE, RETRY_AFTER);
    }

    private static ProblemException bug(Exception e) {
        log.atError().addKeyValue("event", "internal_error").setCause(e).log("a request ended in a bug");
        return new ProblemException(Problem.INTERNAL_ERROR, "Something went wrong inside the broker.");
    }
}
