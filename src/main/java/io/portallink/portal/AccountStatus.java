package io.portallink.portal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a platform tells of a merchant's account.
 *
 * @param known whether it knows the account; {@code null} where it can't tell
 * @param details what else it tells, under neutral names: few and harmless values, picked one by one. Never what the
 *     platform answered as a whole, a credential, a sum of money, or who somebody is
 * @param unknown what this platform can't tell
 */
public record AccountStatus(@Nullable Boolean known, Map<String, Object> details, List<String> unknown) {

    private static final String ACCOUNT = "account";
    private static final String ONBOARDING = "onboarding";

    public AccountStatus {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details)); // in the order given
        unknown = List.copyOf(unknown);
    }

    /** The platform has the account, and says nothing of how far its onboarding is. */
    public static AccountStatus known(Map<String, Object> details) {
        return new AccountStatus(true, details, List.of(ONBOARDING));
    }

    /** The platform says that it has no such account, or no longer. */
    public static AccountStatus gone() {
        return new AccountStatus(false, Map.of(), List.of(ONBOARDING));
    }

    /** There is nothing that the platform could be asked. */
    public static AccountStatus untold() {
        return new AccountStatus(null, Map.of(), List.of(ACCOUNT, ONBOARDING));
    }
}
