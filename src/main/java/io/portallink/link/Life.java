package io.portallink.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a portal link has come, as stored.
 *
 * @param claimUntil the end of the lease while opening
 * @param failureCode the last failure's problem code
 */
public record Life(
        LinkStatus status,
        @Nullable Instant claimUntil,
        @Nullable String failureCode) {

    /** A link that was just made, and waits for its browser. */
    public static final Life ISSUED = new Life(LinkStatus.ISSUED, null, null);

    /** A direct link, opened at once. */
    public static final Life OPENED = new Life(LinkStatus.OPENED, null, null);

    public static Life failed(String code) {
        return new Life(LinkStatus.FAILED, null, code);
    }
}
