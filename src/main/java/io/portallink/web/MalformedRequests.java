package io.portallink.web;

import io.portallink.portal.ProblemException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses by itself, before any filter: the same problems, in JSON, in place of Tomcat's page. An encoded
 * slash is passed on, for Spring Security's firewall to refuse it in the usual way.
 */
final class MalformedRequests implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final ProblemResponses problems;

    MalformedRequests(JsonMapper json) {
        this.problems = new ProblemResponses(json);
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling("passthrough"));
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(problems)));
    }

    private static final class ProblemValve extends ErrorReportValve {

        private final ProblemResponses problems;

        ProblemValve(ProblemResponses problems) {
            this.problems = problems;
        }

        @Override
        protected void report(Request request, Response response, Throwable throwable) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            ProblemException problem = ErrorAdvice.ofStatus(response.getStatus());
            try {
                String id = RequestIdFilter.next();
                request.setAttribute(RequestIdFilter.HEADER, id);
                response.setHeader(RequestIdFilter.HEADER, id);
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                problems.write(request, response, problem);
                response.finishResponse();
            } catch (IOException | IllegalStateException ignored) {
                // the connection is gone: nobody is left to tell
            }
        }
    }
}
