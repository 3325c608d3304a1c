package io.portallink.api;

import io.portallink.link.LinkEvent;
import io.portallink.link.LinkId;
import io.portallink.link.LinkSearch;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.link.PortalLinks;
import io.portallink.link.Timeline;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.portal.Warning;
import io.portallink.tenant.Tenant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Portal links that there are: read, listed, revoked. Another tenant's link is not found, like one that never was. */
@RestController
class PortalLinksController {

    static final String PATH = "/v1/portal-links";

    private static final Logger log = LoggerFactory.getLogger(PortalLinksController.class);
    private static final int MAX_REASON = 512;

    private final PortalLinks links;
    private final LinkSearch search;
    private final Timeline timeline;
    private final LinkViews views;

    PortalLinksController(PortalLinks links, LinkSearch search, Timeline timeline, LinkViews views) {
        this.links = links;
        this.search = search;
        this.timeline = timeline;
        this.views = views;
    }

    @GetMapping(PATH + "/{id}")
    ResponseEntity<LinkDetailView> get(@PathVariable String id, ApiCaller caller) {
        PortalLink link = find(caller.tenant(), id(id));
        return json(ResponseEntity.ok()).body(views.detail(link, timeline.of(link)));
    }

    @GetMapping(PATH)
    ResponseEntity<LinkList> list(
            @RequestParam(name = "merchant_id", required = false) @Nullable String merchantId,
            @RequestParam(name = "status", required = false) @Nullable String asked,
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            ApiCaller caller) {
        Fields fields = new Fields();
        Paging paging = Paging.of(limit, cursor, LinkId::isWellFormed, fields);
        @Nullable MerchantId merchant = merchantId == null ? null : fields.merchant("merchant_id", merchantId);
        @Nullable LinkStatus status = fields.word("status", asked, List.of(LinkStatus.values()), LinkStatus::wire);
        fields.throwIfWrong();
        @Nullable LinkId before = paging.after() == null ? null : new LinkId(paging.after());
        LinkSearch.Found found = search.newest(caller.tenant().id(), merchant, status, before, paging.limit());
        Map<LinkId, List<LinkEvent>> events = timeline.of(found.links());
        List<LinkDetailView> data = found.links().stream()
                .map(link -> views.detail(link, events.getOrDefault(link.id(), List.of())))
                .toList();
        @Nullable LinkId last = found.next();
        String next = last == null ? null : Paging.cursor(last.value());
        return json(ResponseEntity.ok()).body(new LinkList(data, next));
    }

    @PostMapping(PATH + "/{id}/revoke")
    ResponseEntity<LinkDetailView> revoke(
            @PathVariable String id, @RequestBody(required = false) @Nullable RevokeBody body, ApiCaller caller) {
        Fields fields = new Fields();
        String reason = reason(fields, body);
        fields.throwIfWrong();
        Tenant tenant = caller.tenant();
        LinkId asked = id(id);
        boolean first = links.revoke(tenant.id(), asked);
        PortalLink link = find(tenant, asked);
        if (first) {
            note(link, reason);
        }
        List<LinkEvent> events = timeline.of(link);
        boolean started = link.life().openedAt() != null;
        return json(ResponseEntity.ok())
                .body(started ? views.detail(link, events, Warning.SESSION_NOT_ENDED) : views.detail(link, events));
    }

    /** A form that was left empty is no reason, but no way around the limits. */
    static @Nullable String reason(Fields fields, @Nullable RevokeBody body) {
        String reason = fields.plain("reason", body == null ? null : body.reason(), MAX_REASON);
        return reason == null || reason.isBlank() ? null : reason;
    }

    private PortalLink find(Tenant tenant, LinkId id) {
        return links.find(tenant.id(), id).orElseThrow(PortalLinksController::notFound);
    }

    /** What is no id is nobody's link. */
    private static LinkId id(String value) {
        if (!LinkId.isWellFormed(value)) {
            throw notFound();
        }
        return new LinkId(value);
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.LINK_NOT_FOUND);
    }

    /** Why a link was revoked is for people who look into the log; it is stored nowhere. */
    private static void note(PortalLink link, @Nullable String reason) {
        log.atInfo()
                .addKeyValue("event", "portal_link_revoked")
                .addKeyValue("link_id", link.id())
                .addKeyValue("platform", link.platform())
                .addKeyValue("outcome", "revoked")
                .addKeyValue("reason", reason == null ? "" : reason)
                .log("portal link revoked");
    }

    static ResponseEntity.BodyBuilder json(ResponseEntity.BodyBuilder answer) {
        return answer.contentType(MediaType.APPLICATION_JSON).cacheControl(CacheControl.noStore());
    }

    /** The body of a revocation. */
    record RevokeBody(@Nullable String reason) {}

    /** A page of links. */
    record LinkList(List<LinkDetailView> data, @Nullable String nextCursor) {}
}
