package io.portallink.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The simulated ShipEngine's portal. While onboarding is not complete it is shown, whatever was asked. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class ShipEnginePortal {

    private static final String CARRIERS = "carriers";
    private static final String ONBOARDING = "onboarding";
    private static final String SESSION = "/sandbox/shipengine/portal";
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
        Optional<ExpiringStore.Use<String>> use = tokens.use(token);
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
                ShipEngineSession session = new ShipEngineSession(
                        use.get().value(),
                        redirectTo,
                        themeId,
                        Masks.token(token),
                        use.get().expiresAt());
                yield pages.page(200, TEMPLATE, model(tokens.openSession(session), session));
            }
        };
    }

    /** The same portal further on, without the token, which is dead. */
    @GetMapping(SESSION)
    ResponseEntity<String> goOn(@RequestParam(name = "session", defaultValue = "") String id) {
        return tokens.session(id)
                .map(session -> pages.page(200, TEMPLATE, model(id, session)))
                .orElseGet(this::ended);
    }

    @PostMapping("/sandbox/shipengine/onboarding")
    ResponseEntity<String> completeOnboarding(@RequestParam(name = "session", defaultValue = "") String id) {
        Optional<ShipEngineSession> session = tokens.session(id);
        session.ifPresent(open -> accounts.completeOnboarding(open.account()));
        return session.map(ignored -> SandboxPages.seeOther(SESSION + "?session=" + id))
                .orElseGet(this::ended);
    }

    private ResponseEntity<String> ended() {
        return pages.message(401, "This portal session ended", "Open the portal again from the dashboard.");
    }

    private Map<String, Object> model(String id, ShipEngineSession session) {
        String account = session.account();
        String redirectTo = session.redirectTo();
        String themeId = session.themeId();
        boolean onboarded = accounts.onboarded(account);
        String shown = PAGES.contains(redirectTo) ? redirectTo : CARRIERS;
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "ShipEngine portal (simulated)");
        model.put("page", onboarded ? shown : ONBOARDING);
        model.put("asked", redirectTo.isEmpty() ? "nothing, which means carriers" : redirectTo);
        model.put("first", !onboarded && !redirectTo.equals(ONBOARDING));
        model.put("token", session.token());
        model.put("expiresAt", session.expiresAt().toString());
        model.put("expiresClock", Timeline.clock(session.expiresAt().toString()));
        model.put("merchant", merchant(account));
        model.put("account", Masks.account(account));
        model.put("hue", themeId.isEmpty() ? HUES : Math.floorMod(themeId.hashCode(), HUES));
        model.put("theme", themeId.isEmpty() ? "none" : themeId);
        model.put("onboarded", onboarded);
        model.put("session", id);
        return model;
    }

    private static String merchant(String account) {
        return DemoMerchant.byAccount(DemoMerchant.SHIPENGINE, account)
                .map(DemoMerchant::shop)
                .orElse("");
    }
}
