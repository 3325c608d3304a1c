package io.portallink.link;

import io.portallink.crypto.KeyUse;

/** What a token in one of the broker's URLs is for; one made for one use is not genuine for another. */
public enum TokenUse {
    LAUNCH(KeyUse.LAUNCH_TICKET, "launch"),
    REFRESH(KeyUse.REFRESH_TOKEN, "refresh"),
    RETURN(KeyUse.RETURN_TOKEN, "return");

    private final KeyUse keyUse;
    private final String path;

    TokenUse(KeyUse keyUse, String path) {
        this.keyUse = keyUse;
        this.path = path;
    }

    KeyUse keyUse() {
        return keyUse;
    }

    /** The first segment of the URL that carries it. */
    public String path() {
        return path;
    }
}
