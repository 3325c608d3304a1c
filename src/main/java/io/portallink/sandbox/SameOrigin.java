package io.portallink.sandbox;

import org.springframework.http.ResponseEntity;

/**
 * Forms of the sandbox are taken from its own pages only; programs, which send no such header, may use them too. A browser
 * leaves it out for a host name without TLS that is not loopback: {@link LoopbackHostFilter} refuses those.
 */
final class SameOrigin {

    static final String HEADER = "Sec-Fetch-Site";

    private SameOrigin() {}

    /** @param site the header's value, empty when absent */
    static boolean allows(String site) {
        return site.isEmpty() || site.equals("same-origin");
    }

    static ResponseEntity<String> refusal(SandboxPages pages) {
        return pages.message(403, "Not from this page", "This form is taken from the sandbox's own pages only.");
    }
}
