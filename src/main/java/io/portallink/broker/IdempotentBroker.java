package io.portallink.broker;

import io.portallink.idempotency.Hold;
import io.portallink.idempotency.IdempotencyKey;
import io.portallink.idempotency.IdempotencyKeys;
import io.portallink.link.LinkId;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.link.PortalLinks;
import io.portallink.link.TokenUse;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.portal.RetryLater;
import io.portallink.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes at most one link for an idempotency key. The key is done in the very transaction that stores the link, so that a crash
 * leaves either both or neither.
 */
public final class IdempotentBroker {

    private static final Logger log = LoggerFactory.getLogger(IdempotentBroker.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final PortalLinkBroker broker;
    private final IdempotencyKeys keys;
    private final PortalLinks links;
    private final PublicUrls urls;
    private final Clock clock;

    IdempotentBroker(PortalLinkBroker broker, IdempotencyKeys keys, PortalLinks links, PublicUrls urls, Clock clock) {
        this.broker = broker;
        this.keys = keys;
        this.links = links;
        this.urls = urls;
        this.clock = clock;
    }

    /**
     * Creates a portal link, or finds the one that the key stands for.
     *
     * @throws ProblemException as {@link PortalLinkBroker#create} does, and when the key stands for another request or one in
     *     flight
     */
    public Opening open(Tenant tenant, OpenPortal request, IdempotencyKey key) {
        String digest = RequestDigest.of(request);
        Hold hold = keys.hold(tenant.id(), key, digest);
        if (hold instanceof Hold.Done done
                && links.find(tenant.id(), done.link()).isEmpty()) {
            keys.forget(tenant.id(), key, done.link()); // past its retention
            hold = keys.hold(tenant.id(), key, digest);
        }
        return switch (hold) {
            case Hold.Held held -> new Opening.New(create(tenant, request, key, held));
            case Hold.Done done -> replayed(tenant, done.link());
            case Hold.InFlight ignored -> throw inFlight();
            case Hold.Mismatch ignored -> throw new ProblemException(Problem.IDEMPOTENCY_MISMATCH);
        };
    }

    private Created create(Tenant tenant, OpenPortal request, IdempotencyKey key, Hold.Held held) {
        try {
            return broker.create(tenant, request, id -> {
                if (!keys.done(tenant.id(), key, held, id)) {
                    throw inFlight(); // this took longer than the lease, and another call goes on
                }
            });
        } catch (ProblemException e) {
            Afterwards.giveBack(e, () -> keys.free(tenant.id(), key, held));
            throw e;
        } catch (RuntimeException e) { // the store may have kept the link although its answer was lost
            Afterwards.giveBack(e, () -> keys.freeUndone(tenant.id(), key, held));
            throw e;
        }
    }

    private Opening replayed(Tenant tenant, LinkId id) {
        PortalLink link = links.find(tenant.id(), id).orElseThrow(IdempotentBroker::inFlight);
        log.atInfo()
                .addKeyValue("event", "portal_link_repeated")
                .addKeyValue("link_id", id)
                .addKeyValue("platform", link.platform())
                .addKeyValue("outcome", "repeated")
                .log("creation repeated with its idempotency key");
        boolean usable = link.statusAt(clock.instant()) == LinkStatus.ISSUED;
        return new Opening.Replayed(
                link, usable ? urls.url(TokenUse.LAUNCH, tenant.id(), id).toString() : null);
    }

    private static ProblemException inFlight() {
        return new RetryLater(Problem.IDEMPOTENCY_IN_FLIGHT, AGAIN);
    }
}
