package io.portallink.sandbox;

import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which link each {@code state} was sent along for, and for whom: a real dashboard keeps it in its own session. */
final class DemoStates {

    private static final int BYTES = 18;
    private static final int KEPT = 1000;
    private static final String STATE = "state";

    private final ExpiringStore<Made> states;
    private final Clock clock;

    DemoStates(Clock clock) {
        this.states = new ExpiringStore<>(clock, Duration.ofHours(1), KEPT);
        this.clock = clock;
    }

    /** The neutral request of the dashboard's backend, with a state that is believed once a link was {@link #made}. */
    Map<String, Object> request(DemoMerchant merchant, PlatformId platform, String page) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("merchant_id", merchant.id().value());
        request.put("platform", platform.value());
        if (!page.isEmpty()) {
            request.put("page", page);
        }
        if (page.equals(Page.ONBOARDING.wire())) {
            request.put("prefill", prefill(merchant));
        }
        request.put("mode", "launch");
        request.put(STATE, Ids.urlSafe(BYTES));
        return request;
    }

    /** The broker made a link of the request. */
    void made(Map<String, Object> request, DemoMerchant merchant, String link) {
        Made made = new Made(link, merchant.id().value());
        states.issue(String.valueOf(request.get(STATE)), made, clock.instant());
    }

    /** What a dashboard knows of its merchant. EasyPost publishes no list of keys: these are examples. */
    private static Map<String, Object> prefill(DemoMerchant merchant) {
        Map<String, Object> prefill = new LinkedHashMap<>();
        prefill.put("company", merchant.shop());
        prefill.put("email", "shipping@" + merchant.id().value().replace('_', '-') + ".example");
        return prefill;
    }

    /** For whom the link is that a browser came back with, when the state is the one that went along with it. */
    Optional<String> merchant(String link, String state) {
        return states.alive(state).filter(made -> made.link().equals(link)).map(Made::merchant);
    }

    private record Made(String link, String merchant) {}
}
