package io.portallink.link;

import java.util.UUID;

/** One browser's hold on a link while it is being opened; whoever holds another one can't open or release it. */
public record Claim(String value) {

    static Claim next() {
        return new Claim(UUID.randomUUID().toString().replace("-", ""));
    }
}
