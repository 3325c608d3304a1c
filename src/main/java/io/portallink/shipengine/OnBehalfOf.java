package io.portallink.shipengine;

import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.Settings;
import java.util.Arrays;

/**
 * What the {@code On-Behalf-Of} header holds. Three forms are documented: the customer account's API key (the source
 * document), its account id (the newest reading), and {@code se-} with the account id. Each tenant chooses.
 */
enum OnBehalfOf {
    ACCOUNT_ID("account-id", ""),
    API_KEY("api-key", ""),
    SE_ACCOUNT_ID("se-account-id", "se-");

    static final String SETTING = "on-behalf-of";

    private final String wire;
    private final String prefix;

    OnBehalfOf(String wire, String prefix) {
        this.wire = wire;
        this.prefix = prefix;
    }

    static OnBehalfOf of(Settings settings) {
        String word = settings.optional(SETTING).orElse(ACCOUNT_ID.wire);
        return Arrays.stream(values())
                .filter(form -> form.wire.equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidConfiguration(SETTING, "must be account-id, api-key or se-account-id"));
    }

    String header(String account) {
        return prefix + account;
    }
}
