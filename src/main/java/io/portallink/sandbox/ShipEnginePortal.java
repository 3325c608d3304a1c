package io.portallink.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The simulated ShipEngine's portal. While onboarding is not complete it is shown, whatever was asked. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class ShipEnginePortal {

    private static final String CARRIERS = "carriers";
    private static final String ONBOARDING = "onboarding";
    private static final String TEMPLATE = "shipengine-portal";

    /** Of the style sheet, for themes; one more is for none. */
    private static final int HUES = 5;

    private static final Set<String> PAGES = Set.of(CARRIERS, "billing");

    private final ShipEngineTokens tokens;
    private final ShipEngineAccounts accounts;
    private final SandboxPages pages;

    ShipEnginePortal(ShipEngineTokens tokens, ShipEngineAccounts accounts, SandboxPages pages) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.pages = pages;
    }

    @GetMapping("/sandbox/shipengine/api/directlogin")
    ResponseEntity<String> login(
            @RequestParam(name = "token", defaultValue = "") String token,
            @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo,
            @RequestParam(name = "theme_id", defaultValue = "") String themeId) {
        Optional<OneTimeStore.Use<String>> use = tokens.use(token);
        if (use.isEmpty()) {
            return pages.message(401, "There is no such token", "The simulated ShipEngine never issued this token.");
        }
        return switch (use.get().state()) {
            case USED ->
                pages.message(
                        410,
                        "This token was used",
                        "This simulation takes a token once; what the real ShipEngine does is not documented.");
            case EXPIRED ->
                pages.message(401, "This token expired", "The simulated ShipEngine's tokens live for 10 seconds.");
            case FRESH -> {
                Map<String, Object> model = model(use.get().value(), redirectTo, themeId);
                model.put("fresh", true);
                model.put("token", Masks.session(token));
                model.put("expiresAt", use.get().expiresAt().toString());
                yield pages.page(200, TEMPLATE, model);
            }
        };
    }

    @PostMapping("/sandbox/shipengine/onboarding")
    ResponseEntity<String> completeOnboarding(
            @RequestHeader(name = SameOrigin.HEADER, defaultValue = "") String site,
            @RequestParam(name = "session", defaultValue = "") String session,
            @RequestParam(name = "theme_id", defaultValue = "") String themeId) {
        if (!SameOrigin.allows(site)) {
            return SameOrigin.refusal(pages);
        }
        Optional<String> account = tokens.account(session);
        account.ifPresent(accounts::completeOnboarding);
        return account.map(value -> pages.page(200, TEMPLATE, model(value, ONBOARDING, themeId)))
                .orElseGet(() ->
                        pages.message(401, "This portal session ended", "Open the portal again from the dashboard."));
    }

    private Map<String, Object> model(String account, String redirectTo, String themeId) {
        boolean onboarded = accounts.onboarded(account);
        String shown = PAGES.contains(redirectTo) ? redirectTo : CARRIERS;
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "ShipEngine portal (simulated)");
        model.put("page", onboarded ? shown : ONBOARDING);
        model.put("asked", redirectTo.isEmpty() ? "nothing, which means carriers" : redirectTo);
        model.put("first", !onboarded && !redirectTo.equals(ONBOARDING));
        model.put("fresh", false);
        model.put("merchant", merchant(account));
        model.put("account", Masks.account(account));
        model.put("hue", themeId.isEmpty() ? HUES : Math.floorMod(themeId.hashCode(), HUES));
        model.put("theme", themeId.isEmpty() ? "none" : themeId);
        model.put("themeId", themeId);
        model.put("onboarded", onboarded);
        model.put("session", onboarded ? "" : tokens.openSession(account));
        return model;
    }

    private static String merchant(String account) {
        return DemoMerchant.byAccount(DemoMerchant.SHIPENGINE, account)
                .map(DemoMerchant::shop)
                .orElse("");
    }
}
