package io.portallink.sandbox;

import java.util.Locale;

/** How the simulated EasyPost treats an account. */
enum Behaviour {
    NORMAL,
    /** It does not know the account. */
    UNKNOWN,
    /** It refuses the credential, as it does with a test key. */
    DENIED,
    /** It answers 429, without a Retry-After, as in every recording. */
    LIMITED,
    /** It answers 503. */
    DOWN,
    /** It answers after 20 seconds. */
    SLOW,
    /** It answers 200 with HTML. */
    GARBAGE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
