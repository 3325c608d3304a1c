package io.portallink.sandbox;

import io.portallink.portal.PlatformId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last exchange of each demonstration merchant with each simulated platform, secrets masked. Bounded by itself: other
 * accounts are not recorded.
 */
final class Journal {

    /** What is written down as the answer of a call that came in, until there is one. */
    static final String PENDING = "(no answer yet)";

    private final Map<Key, Exchange> last = new ConcurrentHashMap<>();

    /** Of two calls the one that came in later stays, whichever is answered later. */
    void record(PlatformId platform, String account, Exchange exchange) {
        DemoMerchant.byAccount(platform, account)
                .ifPresent(merchant -> last.merge(
                        new Key(merchant, platform), exchange, (old, now) -> now.notBefore(old.at()) ? now : old));
    }

    Optional<Exchange> last(DemoMerchant merchant, PlatformId platform) {
        return Optional.ofNullable(last.get(new Key(merchant, platform)));
    }

    /**
     * One call, as the dashboard shows it.
     *
     * @param at when, in RFC 3339
     * @param request what arrived
     * @param answer what was answered, the status first; or {@link #PENDING}
     */
    record Exchange(String at, String request, String answer) {

        /** The time of day, for people. */
        String clock() {
            return Timeline.clock(at);
        }

        /** @param instant in RFC 3339 */
        boolean notBefore(String instant) {
            return !Instant.parse(at).isBefore(Instant.parse(instant));
        }
    }

    private record Key(DemoMerchant merchant, PlatformId platform) {}
}
