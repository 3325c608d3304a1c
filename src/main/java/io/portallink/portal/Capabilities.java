package io.portallink.portal;

import java.time.Duration;
import java.util.Set;

/**
 * What a platform can do.
 *
 * @param pages the neutral pages it has; the front page is always there
 * @param returnUrl whether a link can carry a return URL
 * @param refreshUrl whether a link can carry a refresh URL
 * @param theme whether a link can carry a theme
 * @param prefill whether onboarding can be pre-filled
 * @param urlLifetime how long its URL lives, from the moment the request for it was sent
 * @param landingGuaranteed {@code false} where the platform may send the merchant to another page than asked
 */
public record Capabilities(
        Set<Page> pages,
        boolean returnUrl,
        boolean refreshUrl,
        boolean theme,
        boolean prefill,
        Duration urlLifetime,
        boolean landingGuaranteed) {

    public Capabilities {
        pages = Set.copyOf(pages);
        if (urlLifetime.isNegative() || urlLifetime.isZero()) {
            throw new IllegalArgumentException("a URL must live for some time");
        }
    }
}
