package io.portallink.link;

import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import io.portallink.portal.Warning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a portal.
 *
 * @param page {@code null} for the front page
 * @param confirmAlways whether the browser always gets a page with a button first
 * @param returnUrl the tenant's page to come back to, if it has one
 * @param refreshUrl the tenant's page to start anew from, if it has one
 * @param themeId the request's theme
 * @param account the account sent with the request, or {@code null} where the registered one is used
 * @param state handed back on return and refresh
 * @param prefill the JSON text of the caller's object
 * @param expiresAt of the ticket in {@code launch} mode, of the platform's URL in {@code direct}
 */
public record PortalLink(
        LinkId id,
        TenantId tenant,
        MerchantId merchant,
        PlatformId platform,
        @Nullable Page page,
        LinkMode mode,
        boolean confirmAlways,
        @Nullable String returnUrl,
        @Nullable String refreshUrl,
        @Nullable String themeId,
        List<Warning> warnings,
        @Nullable Secret account,
        @Nullable String state,
        @Nullable String prefill,
        Instant createdAt,
        Instant expiresAt,
        Life life) {

    public PortalLink {
        warnings = List.copyOf(warnings);
    }

    /** The status as stored; {@link #statusAt} also knows the clock. */
    public LinkStatus status() {
        return life.status();
    }

    /** The status as it is now: a ticket's time and a lease run out by themselves. */
    public LinkStatus statusAt(Instant now) {
        boolean timeOver = !expiresAt.isAfter(now);
        boolean leaseOver = life.claimUntil() == null || !life.claimUntil().isAfter(now);
        return switch (status()) {
            case ISSUED -> timeOver ? LinkStatus.EXPIRED : LinkStatus.ISSUED;
            case OPENING -> !leaseOver ? LinkStatus.OPENING : timeOver ? LinkStatus.EXPIRED : LinkStatus.ISSUED;
            default -> status();
        };
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "PortalLink[" + id + ", " + platform + ", " + status() + "]";
    }
}
