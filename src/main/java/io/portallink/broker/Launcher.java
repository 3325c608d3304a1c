package io.portallink.broker;

import io.portallink.link.BrowserSecret;
import io.portallink.link.Claim;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.link.PortalLinks;
import io.portallink.portal.Deadline;
import io.portallink.portal.Platform;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.Problem;
import java.time.Clock;
import java.util.Optional;

/**
 * Redeems tickets. The order is what makes it safe: claim (one conditional write, committed), then mint, then opened (on that
 * same claim, committed), then the redirect. Whatever races or crashes, at most one redirect leaves.
 */
public final class Launcher {

    private final PortalLinks links;
    private final Platforms platforms;
    private final LinkRequests requests;
    private final Minter minter;
    private final Clock clock;

    Launcher(PortalLinks links, Platforms platforms, LinkRequests requests, Minter minter, Clock clock) {
        this.links = links;
        this.platforms = platforms;
        this.requests = requests;
        this.minter = minter;
        this.clock = clock;
    }

    public LinkStatus status(PortalLink link) {
        return link.statusAt(clock.instant());
    }

    /** @param browser what the browser holds from then on, to be let in again */
    public Launch redeem(PortalLink link, BrowserSecret browser) {
        Deadline deadline = Deadline.in(Minter.DEADLINE);
        Optional<Claim> claim = links.claim(link.id());
        return claim.isPresent() ? open(link, claim.get(), browser, deadline) : lost(link);
    }

    private Launch open(PortalLink link, Claim claim, BrowserSecret browser, Deadline deadline) {
        Platform platform = platforms.find(link.platform()).orElseThrow();
        try {
            PortalRequest request = requests.of(link, platform, deadline);
            Minter.Minted minted = minter.mint(platform, request);
            if (!links.open(link.id(), claim, browser)) { // the holder of the newer claim decides what becomes of it
                return lost(link);
            }
            minted = minter.fresh(platform, request, minted);
            minter.handedOut(platform, minted);
            return new Launch.Redirect(minted.url(), browser);
        } catch (PortalFailure failure) {
            links.release(link.id(), claim, failure.problem().code(), failure.reached());
            return new Launch.Failed(failure, usable(link));
        } catch (RuntimeException e) {
            String code = Problem.INTERNAL_ERROR.code();
            Afterwards.giveBack(e, () -> links.release(link.id(), claim, code, false));
            throw e;
        }
    }

    /** The claim went to somebody else, or there was nothing to claim: the store says which. */
    private Launch lost(PortalLink link) {
        PortalLink now = links.find(link.id()).orElse(link);
        LinkStatus status = status(now);
        return status == LinkStatus.OPENING || status == LinkStatus.ISSUED ? new Launch.Busy() : new Launch.Ended(now);
    }

    private boolean usable(PortalLink link) {
        return links.find(link.id())
                .map(now -> status(now) == LinkStatus.ISSUED)
                .orElse(false);
    }
}
