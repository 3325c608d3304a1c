package io.portallink.upstream;

import io.portallink.portal.Deadline;
import java.time.Duration;

/** What a platform's 429 closes, by key: a lane and a credential. */
interface Tap {

    /** How long it stays closed; zero when it is open. */
    Duration closedFor(String key);

    /**
     * Closes it for so long at least: of several times the latest end counts. A store that is down is no failure: the
     * platform's answer is worth more.
     *
     * @param deadline when the caller goes on, whatever the store does
     */
    void close(String key, Duration time, Deadline deadline);

    /** Whether one is closed, as far as this process knows. */
    boolean isAnyClosed();
}
