package io.portallink.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pages about a link that was asked for, to come back to: the answer to a POST could not be gone back to. */
final class Attempts {

    static final String PATH = "/sandbox/open/";

    private static final int KEY_BYTES = 18;
    private static final int KEPT = 100;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{24}");

    private final ExpiringStore<Attempt> store;
    private final Clock clock;

    Attempts(Clock clock) {
        this.store = new ExpiringStore<>(clock, Duration.ofHours(1), KEPT);
        this.clock = clock;
    }

    /** The key under which it is found again. */
    String keep(Attempt attempt) {
        String key = Ids.urlSafe(KEY_BYTES);
        store.issue(key, attempt, clock.instant());
        return key;
    }

    Optional<Attempt> find(String key) {
        return store.alive(key);
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }
}
