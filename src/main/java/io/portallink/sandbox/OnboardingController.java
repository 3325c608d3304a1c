package io.portallink.sandbox;

import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets a demonstration merchant's onboarding at the simulated ShipEngine begin anew, so that it can be seen again. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class OnboardingController {

    private final ShipEngineAccounts accounts;
    private final SandboxPages pages;

    OnboardingController(ShipEngineAccounts accounts, SandboxPages pages) {
        this.accounts = accounts;
        this.pages = pages;
    }

    @PostMapping("/sandbox/onboarding")
    ResponseEntity<String> beginAnew(
            @RequestParam(name = "merchant", defaultValue = "") String merchantId,
            @RequestParam(name = "go", defaultValue = "") String go) {
        Optional<String> account = DemoMerchant.find(merchantId)
                .flatMap(merchant -> Optional.ofNullable(merchant.accounts().get(DemoMerchant.SHIPENGINE)));
        if (account.isEmpty()) {
            return pages.message(400, "No such merchant", "The dashboard has no merchant like this at ShipEngine.");
        }
        accounts.beginOnboardingAnew(account.get());
        return SandboxPages.seeOther(DemoController.path(go));
    }
}
