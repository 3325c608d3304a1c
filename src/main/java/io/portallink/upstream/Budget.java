package io.portallink.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The calls a minute that we allow ourselves, by key: a lane and a credential. */
interface Budget {

    /**
     * Takes one call of the budget, or says when to come back. With the tap closed it takes none, and gives and keeps turns.
     *
     * @param merchant who asks, and gets a turn where nothing is left; {@code null}: nobody, who gets none
     * @param closed how long the tap stays closed; zero when it is open
     * @throws org.springframework.dao.DataAccessException when the store fails; nothing may be sent then
     */
    Answer ask(String key, @Nullable String merchant, Duration closed);

    /**
     * @param passed whether one call was taken
     * @param retryAfter where none was, the time after which the merchant gets one
     * @param left calls that are left
     */
    record Answer(boolean passed, Duration retryAfter, long left) {}
}
