package io.portallink.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a portal link has come, as stored.
 *
 * @param claimUntil the end of the lease while opening
 * @param failureCode the last failure's problem code
 * @param openedAt when the platform's URL was first handed out
 * @param browserHash what the launching browser's secret hashes to; none in {@code direct} mode
 * @param refreshes how often that browser was let in again
 */
public record Life(
        LinkStatus status,
        @Nullable Instant claimUntil,
        @Nullable String failureCode,
        @Nullable Instant openedAt,
        @Nullable Instant returnedAt,
        @Nullable Instant revokedAt,
        @Nullable String browserHash,
        int refreshes) {

    /** A link that was just made, and waits for its browser. */
    public static final Life ISSUED = new Life(LinkStatus.ISSUED, null, null, null, null, null, null, 0);

    /** A direct link, opened as it was made. */
    public static Life opened(Instant at) {
        return new Life(LinkStatus.OPENED, null, null, at, null, null, null, 0);
    }

    /** A direct link whose platform failed. */
    public static Life failed(String code) {
        return new Life(LinkStatus.FAILED, null, code, null, null, null, null, 0);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "Life[" + status + "]";
    }
}
