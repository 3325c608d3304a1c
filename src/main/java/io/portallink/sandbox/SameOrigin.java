package io.portallink.sandbox;

import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.cors.CorsUtils;

/**
 * Forms of the sandbox are taken from its own pages only; programs, which send no such header, may use them too. A browser
 * leaves it out for a host name without TLS that is not loopback: {@link LoopbackHostFilter} refuses those. One that does not
 * know it sends an {@code Origin} with a form, which then decides.
 */
final class SameOrigin {

    static final String HEADER = "Sec-Fetch-Site";

    private SameOrigin() {}

    /** @param site the header's value, empty when absent; the origin is that of the request under way */
    static boolean allows(String site) {
        return site.isEmpty() ? !hasForeignOrigin() : site.equals("same-origin");
    }

    private static boolean hasForeignOrigin() {
        try {
            return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                    && CorsUtils.isCorsRequest(current.getRequest());
        } catch (IllegalArgumentException ignored) { // it is no address
            return true;
        }
    }

    static ResponseEntity<String> refusal(SandboxPages pages) {
        return pages.message(403, "Not from this page", "This form is taken from the sandbox's own pages only.");
    }
}
