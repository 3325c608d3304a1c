package io.portallink.sandbox;

import io.portallink.portal.PlatformId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Makes a simulated platform slow, down, or short of patience, for one demonstration merchant; and well again. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class TroubleController {

    private final Troubles troubles;
    private final SandboxPages pages;

    TroubleController(Troubles troubles, SandboxPages pages) {
        this.troubles = troubles;
        this.pages = pages;
    }

    @PostMapping("/sandbox/trouble")
    ResponseEntity<String> make(
            @RequestParam(name = "merchant", defaultValue = "") String merchantId,
            @RequestParam(name = "platform", defaultValue = "") String platform,
            @RequestParam(name = "trouble", defaultValue = "") String trouble,
            @RequestParam(name = "back", defaultValue = "") String back,
            @RequestParam(name = "go", defaultValue = "") String go) {
        Optional<DemoMerchant> merchant = DemoMerchant.find(merchantId).filter(demo -> has(demo, platform));
        Optional<Behaviour> choice = Troubles.CHOICES.stream()
                .filter(behaviour -> behaviour.word().equals(trouble.toLowerCase(Locale.ROOT)))
                .findFirst();
        if (merchant.isEmpty() || choice.isEmpty()) {
            return pages.message(
                    400, "No such trouble", "The dashboard has no merchant, platform and trouble like these.");
        }
        troubles.make(merchant.get(), new PlatformId(platform), choice.get());
        return SandboxPages.seeOther(Attempts.isKey(back) ? Attempts.PATH + back : DemoController.path(go));
    }

    private static boolean has(DemoMerchant merchant, String platform) {
        return PlatformId.isWellFormed(platform) && merchant.accounts().containsKey(new PlatformId(platform));
    }
}
