package io.portallink.sandbox;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts that the simulated ShipEngine knows, and whether their onboarding is complete. */
final class ShipEngineAccounts {

    private static final String SE = "se-";

    private final Set<String> onboarded = ConcurrentHashMap.newKeySet();

    ShipEngineAccounts() {
        Optional.ofNullable(DemoMerchant.M_SHIPENGINE.accounts().get(DemoMerchant.SHIPENGINE))
                .ifPresent(onboarded::add);
    }

    /** The account of an {@code On-Behalf-Of} header, with or without {@code se-}; empty when it is not known. */
    Optional<String> find(String onBehalfOf) {
        String account = onBehalfOf.startsWith(SE) ? onBehalfOf.substring(SE.length()) : onBehalfOf;
        return DemoMerchant.byAccount(DemoMerchant.SHIPENGINE, account).map(ignored -> account);
    }

    boolean onboarded(String account) {
        return onboarded.contains(account);
    }

    void beginOnboardingAnew(String account) {
        onboarded.remove(account);
    }

    void completeOnboarding(String account) {
        onboarded.add(account);
    }
}
