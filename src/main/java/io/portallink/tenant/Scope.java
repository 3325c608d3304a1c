package io.portallink.tenant;

import java.util.Locale;
import java.util.Optional;

/** What an API key may do. */
public enum Scope {
    /** Portal links, inline accounts included, and platforms. */
    LINKS,
    /** Merchants and their accounts. */
    MERCHANTS;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Scope> fromWire(String word) {
        for (Scope scope : values()) {
            if (scope.wire().equals(word)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
