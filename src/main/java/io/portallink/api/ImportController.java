package io.portallink.api;

import io.portallink.broker.Accounts;
import io.portallink.broker.Platforms;
import io.portallink.portal.InvalidRequest;
import io.portallink.portal.Platform;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/merchants/import}: registers many accounts in one call, read as a stream. */
@RestController
class ImportController {

    static final String PATH = "/v1/merchants/import";

    private static final Logger log = LoggerFactory.getLogger(ImportController.class);

    private final Accounts accounts;
    private final Platforms platforms;
    private final JsonMapper json;

    ImportController(Accounts accounts, Platforms platforms, JsonMapper json) {
        this.accounts = accounts;
        this.platforms = platforms;
        this.json = json;
    }

    /** The type of the body comes before its size, and both before anything in it. */
    @PostMapping(PATH)
    ResponseEntity<ImportView> importMerchants(HttpServletRequest request, ApiCaller caller) {
        BodyType.requireUncoded(request);
        ImportFormat format = ImportFormat.of(request.getContentType());
        ImportView view =
                read(format, request, new ImportRun(accounts, caller.tenant().id()));
        log.atInfo()
                .addKeyValue("event", "merchants_imported")
                .addKeyValue("accepted", view.accepted())
                .addKeyValue("refused", view.refused())
                .log("merchants imported");
        return PortalLinksController.json(ResponseEntity.ok()).body(view);
    }

    private ImportView read(ImportFormat format, HttpServletRequest request, ImportRun run) {
        try {
            InputStream body = ImportEncoding.requireUtf8(ImportBody.of(request));
            return run.run(format.read(
                    body, json, platforms.all().stream().map(Platform::id).toList()));
        } catch (IOException ignored) { // of the caller's connection; the store's troubles are no such exceptions
            throw new InvalidRequest("body", "breaks off; what was read of it by then is kept, line by line");
        }
    }
}
