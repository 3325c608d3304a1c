package io.portallink.api;

import io.portallink.broker.Created;
import io.portallink.broker.IdempotentBroker;
import io.portallink.broker.OpenPortal;
import io.portallink.broker.Opening;
import io.portallink.broker.PortalLinkBroker;
import io.portallink.idempotency.IdempotencyKey;
import io.portallink.link.LinkMode;
import io.portallink.link.PortalLink;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/portal-links}: opens a portal. */
@RestController
class OpenPortalController {

    private final PortalLinkBroker broker;
    private final IdempotentBroker idempotent;
    private final OpenPortalReader reader;
    private final LinkViews views;

    OpenPortalController(
            PortalLinkBroker broker, IdempotentBroker idempotent, OpenPortalReader reader, LinkViews views) {
        this.broker = broker;
        this.idempotent = idempotent;
        this.reader = reader;
        this.views = views;
    }

    @PostMapping(PortalLinksController.PATH)
    ResponseEntity<?> open(
            AnswerKind kind, @RequestBody OpenPortalBody body, @RequestHeader HttpHeaders headers, ApiCaller caller) {
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        Fields fields = new Fields();
        @Nullable IdempotencyKey key = dryRun ? null : fields.idempotencyKey(headers);
        OpenPortal request = reader.read(body, kind == AnswerKind.REDIRECT ? LinkMode.DIRECT : LinkMode.LAUNCH, fields);
        if (dryRun) {
            return PortalLinksController.json(ResponseEntity.ok())
                    .body(DryRunView.of(request, broker.plan(caller.tenant(), request)));
        }
        Opening opening = key == null
                ? new Opening.New(broker.create(caller.tenant(), request))
                : idempotent.open(caller.tenant(), request, key);
        return switch (opening) {
            case Opening.New fresh -> created(kind, fresh.created());
            case Opening.Replayed replayed -> replayed(replayed);
        };
    }

    private ResponseEntity<?> created(AnswerKind kind, Created created) {
        PortalLink link = created.link();
        if (kind == AnswerKind.REDIRECT) {
            return named(ResponseEntity.status(HttpStatus.FOUND).cacheControl(CacheControl.noStore()), link)
                    .header(HttpHeaders.LOCATION, created.url())
                    .build();
        }
        URI location = URI.create(PortalLinksController.PATH + "/" + link.id());
        return named(PortalLinksController.json(ResponseEntity.created(location)), link)
                .body(views.created(link, created.url()));
    }

    private ResponseEntity<?> replayed(Opening.Replayed replayed) {
        return named(PortalLinksController.json(ResponseEntity.ok()), replayed.link())
                .header("Idempotent-Replayed", "true")
                .body(views.created(replayed.link(), replayed.url()));
    }

    private static ResponseEntity.BodyBuilder named(ResponseEntity.BodyBuilder answer, PortalLink link) {
        Instant expires = link.expiresAt();
        return answer.header("Portal-Link-Id", link.id().value()).header("Portal-Link-Expires-At", expires.toString());
    }
}
