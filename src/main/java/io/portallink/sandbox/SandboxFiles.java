package io.portallink.sandbox;

import io.portallink.web.PageStyle;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pages' style and script: files of the sandbox's own, because its policy allows nothing that stands in a page. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class SandboxFiles {

    private final byte[] style = bytes("style.css");
    private final byte[] script = bytes("live.js");

    @GetMapping("/sandbox/style.css")
    ResponseEntity<byte[]> style() {
        return file("text/css", style);
    }

    @GetMapping("/sandbox/live.js")
    ResponseEntity<byte[]> script() {
        return file("text/javascript", script);
    }

    private static ResponseEntity<byte[]> file(String type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes);
    }

    private static byte[] bytes(String name) {
        return PageStyle.read(SandboxPages.FOLDER + name).getBytes(StandardCharsets.UTF_8);
    }
}
