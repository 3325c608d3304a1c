package io.portallink.broker;

import io.portallink.portal.Platform;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.PortalUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks a platform for a URL that is still fresh when it is handed out: an old one is thrown away and made once more. */
final class Minter {

    /** The time in which a mint ends, one way or the other, second try included. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Clock clock;
    private final BrokerMetrics metrics;

    Minter(Clock clock, BrokerMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    Minted mint(Platform platform, PortalRequest request) {
        return fresh(platform, request, once(platform, request, false));
    }

    /**
     * The same URL, or a second one where it has become too old meanwhile.
     *
     * @throws PortalFailure.TimedOut when that one is too old as well, or was the second already
     */
    Minted fresh(Platform platform, PortalRequest request, Minted minted) {
        if (!isStale(minted)) {
            return minted;
        }
        if (minted.second() || request.deadline().passed()) {
            throw new PortalFailure.TimedOut(true).at(platform.id());
        }
        Minted again = once(platform, request, true);
        if (isStale(again)) {
            throw new PortalFailure.TimedOut(true).at(platform.id());
        }
        return again;
    }

    boolean isStale(Minted minted) {
        return age(minted).compareTo(minted.usableFor()) > 0;
    }

    /** Notes the URL's age; call it when the answer that carries it is written. */
    void handedOut(Platform platform, Minted minted) {
        metrics.urlAge(platform.id(), age(minted));
    }

    private Duration age(Minted minted) {
        return Duration.between(minted.sentAt(), clock.instant());
    }

    private static Minted once(Platform platform, PortalRequest request, boolean second) {
        try {
            PortalUrl url = platform.open(request);
            return new Minted(RedirectAssembler.assemble(url), url.sentAt(), url.expiresAt(), url.usableFor(), second);
        } catch (PortalFailure failure) {
            throw failure.at(platform.id());
        }
    }

    /**
     * A complete URL for a browser.
     *
     * @param second whether an older one was thrown away for it
     */
    record Minted(String url, Instant sentAt, Instant expiresAt, Duration usableFor, boolean second) {

        @Override
        public String toString() {
            return "Minted[" + expiresAt + "]";
        }
    }
}
