package io.portallink.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated EasyPost session was made for.
 *
 * @param target one of the management pages, or {@code null}: the platform's default
 * @param fields what pre-fills onboarding
 */
record EasyPostSession(
        boolean onboarding,
        String userId,
        String returnUrl,
        String refreshUrl,
        @Nullable String target,
        Map<String, String> fields) {

    /** The target that an absent one stands for. */
    static final String DEFAULT_TARGET = "account-settings";

    String pageName() {
        if (onboarding) {
            return "Account onboarding";
        }
        return "Account management: " + (target == null ? DEFAULT_TARGET + " (the default)" : target);
    }

    String path() {
        return onboarding ? "account-onboarding" : "account-management";
    }

    @Override
    public String toString() {
        return "EasyPostSession[" + pageName() + "]";
    }
}
