package io.portallink.web;

import io.portallink.portal.InvalidRequest;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Answers what Tomcat refuses by itself, before any filter, as any other problem, in place of Tomcat's page. An encoded slash
 * is passed on, for Spring Security's firewall to refuse it in the usual way.
 */
final class MalformedRequests implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    /** A character that no path may hold, an escape that is none or is of a zero byte or a backslash, a way out of the root. */
    private static final Pattern MALFORMED_PATH = Pattern.compile(
            "[^" + RequestTarget.PATH_CHARACTERS + "]|%(?![0-9A-Fa-f]{2})|%00|%5[Cc]|/(\\.|%2[Ee]){2}(/|$)");

    private final ProblemAnswers answers;

    MalformedRequests(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling("passthrough"));
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(answers)));
    }

    /**
     * What the container's status means.
     *
     * @param path as the container understood it; {@code null}: it did not
     */
    static ProblemException problem(int status, @Nullable String path) {
        ProblemException problem = ErrorAdvice.ofStatus(status);
        if (problem.problem() != Problem.INVALID_REQUEST) {
            return problem;
        }
        if (path == null) {
            return new InvalidRequest("request line", "is too long, or holds what no request line may hold");
        }
        if (MALFORMED_PATH.matcher(path).find()) {
            return PathParametersFilter.malformedPath();
        }
        return new InvalidRequest(
                "headers",
                "can't be understood: Host, a length or coding of the body, a character that no header may hold, more than"
                        + " 100 of them, or more than 18 KiB; or the version of HTTP is not spoken");
    }

    private static final class ProblemValve extends ErrorReportValve {

        private final ProblemAnswers answers;

        ProblemValve(ProblemAnswers answers) {
            this.answers = answers;
        }

        @Override
        protected void report(Request request, Response response, Throwable throwable) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            MDC.put(RequestIdFilter.MDC_KEY, RequestIdFilter.assign(request, response));
            try {
                answer(request, response);
                response.finishResponse();
            } catch (IOException | IllegalStateException ignored) {
                // the connection is gone: nobody is left to tell
            } finally {
                MDC.clear();
            }
        }

        private void answer(Request request, Response response) throws IOException {
            ProblemException problem = problem(response.getStatus(), request.getRequestURI());
            if (request.getRequestURI() != null) {
                answers.write(problem, request, response);
                return;
            }
            RequestTarget target = RequestTarget.sent(request);
            if (target.onlyQueryMalformed()) {
                problem = new InvalidRequest("query", "is too long, or holds what no URL may hold");
            }
            answers.write(target.path(), problem, request, response);
        }
    }
}
