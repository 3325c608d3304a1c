package io.portallink.sandbox;

import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which merchant each {@code state} was made for: a real dashboard keeps it in its own session. */
final class DemoStates {

    private static final int BYTES = 18;
    private static final int KEPT = 1000;

    private final OneTimeStore<String> states;
    private final Clock clock;

    DemoStates(Clock clock) {
        this.states = new OneTimeStore<>(clock, Duration.ofHours(1), KEPT);
        this.clock = clock;
    }

    /** The neutral request of the dashboard's backend, with a state of its own. */
    Map<String, Object> request(DemoMerchant merchant, PlatformId platform, String page) {
        String state = Ids.urlSafe(BYTES);
        states.issue(state, merchant.id().value(), clock.instant());
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
        request.put("state", state);
        return request;
    }

    /** What a dashboard knows of its merchant. EasyPost publishes no list of keys: these are examples. */
    private static Map<String, Object> prefill(DemoMerchant merchant) {
        Map<String, Object> prefill = new LinkedHashMap<>();
        prefill.put("company", merchant.shop());
        prefill.put("email", "shipping@" + merchant.id().value().replace('_', '-') + ".example");
        return prefill;
    }

    Optional<String> merchant(String state) {
        return states.alive(state);
    }
}
