package io.portallink.sandbox;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The simulated EasyPost's portal: the first visit in time gets in, every other one goes to the session's refresh URL. */
@RestController
@Profile(SandboxConfiguration.PROFILE)
class EasyPostPortal {

    private final EasyPostSessions sessions;
    private final SandboxPages pages;

    EasyPostPortal(EasyPostSessions sessions, SandboxPages pages) {
        this.sessions = sessions;
        this.pages = pages;
    }

    @GetMapping("/sandbox/easypost/customer-portal/{page:account-onboarding|account-management}")
    ResponseEntity<String> open(
            @PathVariable("page") String page, @RequestParam(name = "session_id", defaultValue = "") String sessionId) {
        Optional<ExpiringStore.Use<EasyPostSession>> use = sessions.use(sessionId);
        if (use.isEmpty() || !use.get().value().path().equals(page)) {
            return pages.message(
                    404,
                    "There is no such session",
                    "The simulated EasyPost never made this session, or forgot it, so it knows no refresh URL to go to.");
        }
        EasyPostSession session = use.get().value();
        if (use.get().state() != ExpiringStore.State.FRESH) {
            return ResponseEntity.status(HttpStatus.FOUND)
                    .location(URI.create(session.refreshUrl()))
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        return pages.page(
                200,
                "easypost-portal",
                model(session, sessionId, use.get().expiresAt().toString()));
    }

    private static Map<String, Object> model(EasyPostSession session, String sessionId, String expiresAt) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "EasyPost portal (simulated)");
        model.put("page", session.pageName());
        model.put("merchant", merchant(DemoMerchant.byAccount(DemoMerchant.EASYPOST, session.userId())));
        model.put("onboarding", session.onboarding());
        model.put("account", Masks.account(session.userId()));
        model.put("session", Masks.session(sessionId));
        model.put("expiresAt", expiresAt);
        model.put("expiresClock", Timeline.clock(expiresAt));
        model.put("fields", session.fields().entrySet());
        model.put("hasFields", !session.fields().isEmpty());
        model.put("returnUrl", session.returnUrl());
        model.put("refreshUrl", session.refreshUrl());
        return model;
    }

    private static String merchant(Optional<DemoMerchant> merchant) {
        return merchant.map(DemoMerchant::shop).orElse("a merchant that is not of the demonstration");
    }
}
