package io.portallink.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every answer its {@code X-Request-Id} and every log line its {@code request_id}: the caller's own, if sane. */
final class RequestIdFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "request_id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MDC.put(MDC_KEY, assign(request, response));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.clear(); // the tenant too, which is put beside it
        }
    }

    /** Some requests meet no filter until their error does, a TRACE for one. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    static String of(HttpServletRequest request) {
        return request.getAttribute(HEADER) instanceof String id ? id : "unknown";
    }

    /** Once for a request: its error has the same one. */
    static String assign(HttpServletRequest request, HttpServletResponse response) {
        String id = request.getAttribute(HEADER) instanceof String known ? known : idOf(request.getHeader(HEADER));
        request.setAttribute(HEADER, id);
        response.setHeader(HEADER, id);
        return id;
    }

    private static String idOf(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches() ? sent : next();
    }

    private static String next() {
        return "req_" + UUID.randomUUID().toString().replace("-", "");
    }
}
