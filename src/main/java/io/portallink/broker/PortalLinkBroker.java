package io.portallink.broker;

import io.portallink.link.Life;
import io.portallink.link.LinkId;
import io.portallink.link.LinkMode;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.link.PortalLinks;
import io.portallink.link.TokenUse;
import io.portallink.portal.Deadline;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.store.StoreTrouble;
import io.portallink.store.StoreWrites;
import io.portallink.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Opens portals for a dashboard's backend: routes the neutral request, mints where asked to at once, keeps the link. */
public final class PortalLinkBroker {

    private static final Logger log = LoggerFactory.getLogger(PortalLinkBroker.class);

    private final Router router;
    private final PortalRequests requests;
    private final PublicUrls urls;
    private final Minter minter;
    private final PortalLinks links;
    private final TransactionOperations transactions;
    private final StoreWrites writes;
    private final BrokerMetrics metrics;
    private final Clock clock;

    PortalLinkBroker(
            Router router,
            PortalRequests requests,
            PublicUrls urls,
            Minter minter,
            PortalLinks links,
            TransactionOperations transactions,
            StoreWrites writes,
            BrokerMetrics metrics,
            Clock clock) {
        this.router = router;
        this.requests = requests;
        this.urls = urls;
        this.minter = minter;
        this.links = links;
        this.transactions = transactions;
        this.writes = writes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Creates a portal link.
     *
     * @throws ProblemException when the request can't be routed; in direct mode also {@link PortalFailure}, which leaves
     *     a failed link behind
     */
    public Created create(Tenant tenant, OpenPortal request) {
        return create(tenant, request, null);
    }

    /** @param stored called in the transaction that stores the link; what it throws undoes that */
    Created create(Tenant tenant, OpenPortal request, @Nullable Consumer<LinkId> stored) {
        Deadline deadline = Deadline.in(Minter.DEADLINE);
        @Nullable
        PlatformId platform =
                request.platform() == null ? null : request.platform().id();
        String outcome = "internal-error";
        try {
            Route route = router.route(tenant, request);
            platform = route.platform().id();
            Created created = request.mode() == LinkMode.LAUNCH
                    ? launchable(tenant, request, route, stored)
                    : direct(tenant, request, route, stored, deadline);
            outcome = "created";
            note(created.link(), outcome);
            return created;
        } catch (ProblemException e) {
            outcome = e.problem().code();
            throw e;
        } catch (DataAccessException | TransactionException e) {
            outcome = Problem.UNAVAILABLE.code();
            throw e;
        } finally {
            metrics.created(platform, request.page(), request.mode(), outcome);
        }
    }

    /** What {@link #create} would do; nothing is stored or minted. */
    public Planned plan(Tenant tenant, OpenPortal request) {
        Route route = router.route(tenant, request);
        PortalRequest upstream =
                requests.of(tenant, request, route, LinkId.next(clock.instant()), Deadline.in(Minter.DEADLINE));
        return new Planned(route, route.platform().preview(upstream));
    }

    private Created launchable(Tenant tenant, OpenPortal request, Route route, @Nullable Consumer<LinkId> stored) {
        Instant now = clock.instant();
        LinkId id = LinkId.next(now);
        PortalLink link = link(id, tenant, request, route, now, now.plus(request.expiresIn()), Life.ISSUED);
        store(link, request, stored);
        return new Created(
                link,
                route.platform(),
                urls.url(TokenUse.LAUNCH, tenant.id(), id).toString());
    }

    private Created direct(
            Tenant tenant, OpenPortal request, Route route, @Nullable Consumer<LinkId> stored, Deadline deadline) {
        writes.requireWritable(); // a URL whose link can't be stored would be lost
        Instant now = clock.instant();
        LinkId id = LinkId.next(now);
        PortalRequest upstream = requests.of(tenant, request, route, id, deadline);
        try {
            return minted(tenant, request, route, stored, id, upstream);
        } catch (PortalFailure failure) {
            String code = failure.problem().code();
            links.addFailed(link(id, tenant, request, route, now, now, Life.failed(code)));
            note(id, route, failure);
            throw failure;
        }
    }

    private Created minted(
            Tenant tenant,
            OpenPortal request,
            Route route,
            @Nullable Consumer<LinkId> stored,
            LinkId id,
            PortalRequest upstream) {
        Instant now = clock.instant();
        Minter.Minted minted = minter.mint(route.platform(), upstream);
        store(link(id, tenant, request, route, now, minted.expiresAt(), Life.opened(now)), request, stored);
        if (minter.isStale(minted)) { // the store was slow
            minted = minter.fresh(route.platform(), upstream, minted);
            renewed(id, minted);
        }
        minter.handedOut(route.platform(), minted);
        PortalLink link = link(id, tenant, request, route, now, minted.expiresAt(), Life.opened(now));
        return new Created(link, route.platform(), minted.url());
    }

    /** A store that fails just now leaves the earlier moment in place, which is true of the link as well. */
    private void renewed(LinkId id, Minter.Minted minted) {
        try {
            links.renewed(id, minted.expiresAt());
        } catch (DataAccessException e) {
            StoreTrouble.because(log.atWarn(), e)
                    .addKeyValue("event", "portal_link_not_renewed")
                    .addKeyValue("link_id", id)
                    .log("the later end of a direct link's URL was not stored");
        }
    }

    private void store(PortalLink link, OpenPortal request, @Nullable Consumer<LinkId> stored) {
        if (!request.supersede() && stored == null) { // one statement: no way there and back for a transaction
            links.add(link);
            return;
        }
        transactions.executeWithoutResult(ignored -> {
            if (request.supersede()) {
                links.revokeUnopened(link.tenant(), link.merchant(), link.platform());
            }
            links.add(link);
            if (stored != null) {
                stored.accept(link.id());
            }
        });
    }

    private static PortalLink link(
            LinkId id,
            Tenant tenant,
            OpenPortal request,
            Route route,
            Instant createdAt,
            Instant expiresAt,
            Life life) {
        return new PortalLink(
                id,
                tenant.id(),
                request.merchant(),
                route.platform().id(),
                route.page(),
                request.mode(),
                request.confirmAlways(),
                route.returnUrl(),
                route.refreshUrl(),
                request.themeId(),
                route.warnings(),
                route.registered() ? null : route.account(),
                request.state(),
                life.status() == LinkStatus.ISSUED ? PortalRequests.json(request.prefill()) : null,
                createdAt,
                expiresAt,
                life);
    }

    private static void note(PortalLink link, String outcome) {
        log.atInfo()
                .addKeyValue("event", "portal_link_created")
                .addKeyValue("link_id", link.id())
                .addKeyValue("platform", link.platform())
                .addKeyValue("outcome", outcome)
                .log("portal link created");
    }

    private static void note(LinkId id, Route route, PortalFailure failure) {
        LoggingEventBuilder line = log.atWarn()
                .addKeyValue("event", "portal_link_failed")
                .addKeyValue("link_id", id)
                .addKeyValue("platform", route.platform().id())
                .addKeyValue("outcome", failure.problem().code());
        failure.platformRequestId()
                .map(request -> line.addKeyValue("platform_request_id", request))
                .orElse(line)
                .log("portal link failed");
    }
}
