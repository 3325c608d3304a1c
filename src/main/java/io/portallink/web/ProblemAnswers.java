package io.portallink.web;

import io.github.bucket4j.Bucket;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;

/**
 * Answers a request that ended in a problem: under {@code /v1} in JSON, on the browser's paths with a page, elsewhere in JSON
 * unless HTML is preferred. What was refused because of how it was asked for is logged too.
 */
final class ProblemAnswers {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

    private static final Pattern API = Pattern.compile("/v1([/;].*)?");
    private static final Pattern BROWSER = Pattern.compile("/(launch|refresh|return)([/;].*)?");

    private static final String MDC_TENANT = "tenant"; // set once the key is known

    private static final Set<Problem> REFUSALS = Set.of(
            Problem.INVALID_REQUEST,
            Problem.METHOD_NOT_ALLOWED,
            Problem.NOT_ACCEPTABLE,
            Problem.PAYLOAD_TOO_LARGE,
            Problem.UNSUPPORTED_MEDIA_TYPE);

    /** Of requests without a key, which anybody can send; a caller with one has a rate limit. */
    static final int MAX_LINES_A_MINUTE = 600;

    private final Bucket lines = Bucket.builder()
            .addLimit(limit ->
                    limit.capacity(MAX_LINES_A_MINUTE).refillIntervally(MAX_LINES_A_MINUTE, Duration.ofMinutes(1)))
            .build();
    private final ProblemResponses problems;
    private final HtmlPages pages;

    ProblemAnswers(ProblemResponses problems, HtmlPages pages) {
        this.problems = problems;
        this.pages = pages;
    }

    void write(ProblemException problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String original
                ? original
                : request.getRequestURI();
        write(path, problem, request, response);
    }

    /** @param path as it was sent, where the request itself does not know it */
    void write(String path, ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean api = API.matcher(path).matches();
        boolean browser = BROWSER.matcher(path).matches();
        // what scanners try elsewhere would fill the log
        boolean logged = log(problem, api || browser ? Level.INFO : Level.DEBUG);
        if (api || (!browser && !prefersHtml(request))) {
            problems.write(request, response, problem);
        } else {
            ProblemResponses.setRetryAfter(response, problem);
            pages.write(response, problem.problem().status(), page(problem, logged));
        }
    }

    /** Whether there is a line of it. A platform's failure has one of its own, and so has the store's. */
    private boolean log(ProblemException problem, Level level) {
        boolean ofTenant = MDC.get(MDC_TENANT) != null;
        boolean malformed = REFUSALS.contains(problem.problem());
        boolean refused =
                malformed || (ofTenant && problem.problem().status() < 500 && !(problem instanceof PortalFailure));
        if (!refused || !log.isEnabledForLevel(level) || !(ofTenant || lines.tryConsume(1))) {
            return false;
        }
        LoggingEventBuilder line = log.atLevel(level)
                .addKeyValue("event", "request_refused")
                .addKeyValue("outcome", problem.problem().code());
        if (malformed) { // the others name what was asked for
            line = line.addKeyValue("detail", problem.detail());
        }
        line.log("request refused");
        return true;
    }

    private static HtmlPage page(ProblemException problem, boolean logged) {
        HtmlPage page = ErrorPages.of(problem.problem());
        if (logged) {
            page = page.withReference();
        }
        boolean withoutQuery =
                problem.errors().stream().anyMatch(error -> error.field().equals("query"));
        return withoutQuery ? page.withLink("?", "Open the address without what follows the question mark") : page;
    }

    private static boolean prefersHtml(HttpServletRequest request) {
        try {
            return Accept.of(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))
                    .prefersHtml();
        } catch (InvalidMediaTypeException ignored) {
            return false;
        }
    }
}
