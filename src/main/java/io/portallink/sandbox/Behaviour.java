package io.portallink.sandbox;

import java.util.Locale;

/** How a simulated platform treats an account. ShipEngine's has troubles of {@link Troubles#CHOICES} only. */
enum Behaviour {
    NORMAL,
    /** It does not know the account. */
    UNKNOWN,
    /** It refuses the credential, as it does with a test key. */
    DENIED,
    /** It answers 429: EasyPost without a Retry-After, as in every recording, ShipEngine with one. */
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
