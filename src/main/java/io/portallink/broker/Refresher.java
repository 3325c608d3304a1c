package io.portallink.broker;

import io.portallink.link.BrowserSecret;
import io.portallink.link.Claim;
import io.portallink.link.Life;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.link.PortalLinks;
import io.portallink.link.Refreshes;
import io.portallink.portal.Deadline;
import io.portallink.portal.Platform;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets the browser that launched a link in again: by the portal's own refresh URL, or by the used ticket. The order is the
 * launch's: claim, mint, count on that same claim and commit, then the redirect.
 */
public final class Refresher {

    private final PortalLinks links;
    private final Refreshes refreshes;
    private final Platforms platforms;
    private final LinkRequests requests;
    private final Minter minter;
    private final Clock clock;

    Refresher(
            PortalLinks links,
            Refreshes refreshes,
            Platforms platforms,
            LinkRequests requests,
            Minter minter,
            Clock clock) {
        this.links = links;
        this.refreshes = refreshes;
        this.platforms = platforms;
        this.requests = requests;
        this.minter = minter;
        this.clock = clock;
    }

    /** Whether one of the secrets that a browser holds is the one that the link's launch left. */
    public static boolean isOwn(PortalLink link, List<BrowserSecret> held) {
        return held.stream().anyMatch(secret -> secret.isOf(link.life().browserHash()));
    }

    /**
     * @param held what the browser holds for this link
     * @param reopening by the used ticket: a return does not end that
     */
    public Refresh refresh(PortalLink link, List<BrowserSecret> held, boolean reopening) {
        if (!isOwn(link, held)) {
            return new Refresh.Refused(Refresh.Reason.NO_SESSION);
        }
        Deadline deadline = Deadline.in(Minter.DEADLINE);
        Optional<Claim> claim = refreshes.claim(link, reopening);
        return claim.isPresent() ? mint(link, claim.get(), reopening, deadline) : lost(link, reopening);
    }

    private Refresh mint(PortalLink link, Claim claim, boolean reopening, Deadline deadline) {
        Platform platform = platforms.find(link.platform()).orElseThrow();
        try {
            PortalRequest request = requests.of(link, platform, deadline);
            Minter.Minted minted = minter.mint(platform, request);
            if (!refreshes.refreshed(link.id(), claim, reopening)) {
                refreshes.release(link.id(), claim);
                return lost(link, reopening);
            }
            minted = minter.fresh(platform, request, minted);
            minter.handedOut(platform, minted);
            return new Refresh.Redirect(minted.url());
        } catch (PortalFailure failure) {
            refreshes.release(link.id(), claim);
            return new Refresh.Failed(failure);
        } catch (RuntimeException e) {
            Afterwards.giveBack(e, () -> refreshes.release(link.id(), claim));
            throw e;
        }
    }

    /** There was nothing to claim, or it was taken away: the store says why. */
    private Refresh lost(PortalLink link, boolean reopening) {
        return links.find(link.id())
                .flatMap(now -> refusal(now, reopening))
                .<Refresh>map(Refresh.Refused::new)
                .orElseGet(Refresh.Busy::new);
    }

    private Optional<Refresh.Reason> refusal(PortalLink link, boolean reopening) {
        Life life = link.life();
        Instant opened = life.openedAt();
        if (link.status() == LinkStatus.REVOKED) {
            return Optional.of(Refresh.Reason.REVOKED);
        }
        boolean over = opened == null || !opened.plus(Refreshes.WINDOW).isAfter(clock.instant());
        if (over || (link.status() == LinkStatus.RETURNED && !reopening)) {
            return Optional.of(Refresh.Reason.ENDED);
        }
        return life.refreshes() >= Refreshes.MOST ? Optional.of(Refresh.Reason.LIMIT) : Optional.empty();
    }
}
