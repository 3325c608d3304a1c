package io.portallink.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Forms of the sandbox are taken from its own pages only; programs, which send no such header, may use them too. A browser
 * leaves it out for a host name without TLS that is not loopback: {@link LoopbackHostFilter} refuses those. One that does not
 * know it sends an {@code Origin} with a form, which then decides.
 */
final class SameOrigin implements HandlerInterceptor {

    static final String HEADER = "Sec-Fetch-Site";

    private final SandboxPages pages;

    SameOrigin(SandboxPages pages) {
        this.pages = pages;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        boolean allowed = !HttpMethod.POST.matches(request.getMethod()) || allows(request);
        if (!allowed) {
            refuse(response);
        }
        return allowed;
    }

    private static boolean allows(HttpServletRequest request) {
        String site = String.join(",", Collections.list(request.getHeaders(HEADER)));
        return site.isEmpty() ? !hasForeignOrigin(request) : site.equals("same-origin");
    }

    private static boolean hasForeignOrigin(HttpServletRequest request) {
        try {
            return CorsUtils.isCorsRequest(request);
        } catch (IllegalArgumentException ignored) { // it is no address
            return true;
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        ResponseEntity<String> page =
                pages.message(403, "Not from this page", "This form is taken from the sandbox's own pages only.");
        byte[] html = String.valueOf(page.getBody()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(page.getStatusCode().value());
        page.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}
