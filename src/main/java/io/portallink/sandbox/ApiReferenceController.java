package io.portallink.sandbox;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's description as a page that people can read: what {@code openapi.yaml} says, and nothing beside it. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class ApiReferenceController {

    private final SandboxPages pages;
    private final SingletonSupplier<Map<String, Object>> reference =
            SingletonSupplier.of(() -> ApiReference.read().model());

    ApiReferenceController(SandboxPages pages) {
        this.pages = pages;
    }

    @GetMapping("/sandbox/api")
    ResponseEntity<String> reference() {
        return pages.page(200, "api", reference.obtain());
    }
}
