package io.portallink.api;

import io.portallink.broker.Platforms;
import io.portallink.portal.Capabilities;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.tenant.Tenant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/platforms}: what each platform can do. */
@RestController
class PlatformsController {

    private final Platforms platforms;

    PlatformsController(Platforms platforms) {
        this.platforms = platforms;
    }

    @GetMapping("/v1/platforms")
    ResponseEntity<PlatformList> list(ApiCaller caller) {
        List<PlatformView> views = platforms.all().stream()
                .map(platform -> PlatformView.of(platform, caller.tenant()))
                .toList();
        return PortalLinksController.json(ResponseEntity.ok()).body(new PlatformList(views));
    }

    /** All platforms. */
    record PlatformList(List<PlatformView> data) {}

    /** One platform; enabled when it is switched on and the tenant has its credential. */
    record PlatformView(
            String platform,
            boolean enabled,
            List<String> pages,
            boolean returnUrl,
            boolean refreshUrl,
            boolean theme,
            boolean prefill,
            long urlLifetimeSeconds,
            boolean landingGuaranteed) {

        static PlatformView of(Platform platform, Tenant tenant) {
            Capabilities can = platform.capabilities();
            return new PlatformView(
                    platform.id().value(),
                    Platforms.enabled(platform, tenant),
                    can.pages().stream().sorted().map(Page::wire).toList(),
                    can.returnUrl(),
                    can.refreshUrl(),
                    can.theme(),
                    can.prefill(),
                    can.urlLifetime().toSeconds(),
                    can.landingGuaranteed());
        }
    }
}
