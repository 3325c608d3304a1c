package io.portallink.web;

import io.portallink.portal.PortalFailure;
import io.portallink.portal.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as JSON, RFC 9457; one place for controllers, filters and the container's own errors. */
public final class ProblemResponses {

    private final JsonMapper json;

    ProblemResponses(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException problem)
            throws IOException {
        response.setStatus(problem.problem().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        setRetryAfter(response, problem);
        response.getOutputStream().write(json.writeValueAsBytes(body(request, problem)));
    }

    /** Whole seconds, rounded up: coming back when it says so is never too early. */
    public static void setRetryAfter(HttpServletResponse response, ProblemException problem) {
        problem.retryAfter().ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
    }

    private static String seconds(Duration wait) {
        return String.valueOf(Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds()));
    }

    private static Map<String, Object> body(HttpServletRequest request, ProblemException problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        String code = problem.problem().code();
        body.put("type", "/problems/" + code);
        body.put("title", problem.problem().title());
        body.put("status", problem.problem().status());
        body.put("detail", problem.detail());
        body.put("code", code);
        body.put("request_id", RequestIdFilter.of(request));
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        if (problem instanceof PortalFailure failure) {
            failure.platform().ifPresent(platform -> body.put("platform", platform.value()));
            failure.platformRequestId().ifPresent(id -> body.put("platform_request_id", id));
        }
        body.putAll(problem.members());
        return body;
    }
}
