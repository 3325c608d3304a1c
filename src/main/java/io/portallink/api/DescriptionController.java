package io.portallink.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /openapi.yaml}: this API, written by hand and compared with the code in the build; for everybody, without a key. */
@RestController
class DescriptionController {

    static final String PATH = "/openapi.yaml";

    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

    private final byte[] document;
    private final String etag;

    DescriptionController() throws IOException {
        try (InputStream in = new ClassPathResource("openapi.yaml").getInputStream()) {
            document = in.readAllBytes();
        }
        etag = '"' + DigestUtils.md5DigestAsHex(document) + '"';
    }

    /** It changes with the broker's version only; a cache asks again, and is told that nothing changed. */
    @GetMapping(PATH)
    ResponseEntity<byte[]> document() {
        return ResponseEntity.ok()
                .contentType(YAML)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .eTag(etag)
                .header("X-Content-Type-Options", "nosniff")
                .body(document);
    }
}
