package io.portallink.api;

import io.portallink.broker.Created;
import io.portallink.broker.OpenPortal;
import io.portallink.broker.PortalLinkBroker;
import io.portallink.link.LinkMode;
import java.net.URI;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/portal-links}: opens a portal. */
@RestController
class PortalLinksController {

    private static final String PATH = "/v1/portal-links";

    private final PortalLinkBroker broker;
    private final OpenPortalReader reader;

    PortalLinksController(PortalLinkBroker broker, OpenPortalReader reader) {
        this.broker = broker;
        this.reader = reader;
    }

    @PostMapping(PATH)
    ResponseEntity<?> open(AnswerKind kind, @RequestBody OpenPortalBody body, ApiCaller caller) {
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        OpenPortal request = reader.read(body, kind == AnswerKind.REDIRECT ? LinkMode.DIRECT : LinkMode.LAUNCH);
        if (dryRun) {
            return json(ResponseEntity.ok()).body(DryRunView.of(request, broker.plan(caller.tenant(), request)));
        }
        return answer(kind, broker.create(caller.tenant(), request));
    }

    private static ResponseEntity<?> answer(AnswerKind kind, Created created) {
        String id = created.link().id().value();
        Instant expires = created.link().expiresAt();
        ResponseEntity.BodyBuilder answer = kind == AnswerKind.REDIRECT
                ? ResponseEntity.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, created.url())
                : json(ResponseEntity.created(URI.create(PATH + "/" + id)));
        answer.cacheControl(CacheControl.noStore())
                .header("Portal-Link-Id", id)
                .header("Portal-Link-Expires-At", expires.toString());
        return kind == AnswerKind.REDIRECT
                ? answer.build()
                : answer.body(PortalLinkView.created(
                        created.link(),
                        created.link().status(),
                        created.platform().capabilities().landingGuaranteed(),
                        created.url()));
    }

    static ResponseEntity.BodyBuilder json(ResponseEntity.BodyBuilder answer) {
        return answer.contentType(MediaType.APPLICATION_JSON).cacheControl(CacheControl.noStore());
    }
}
