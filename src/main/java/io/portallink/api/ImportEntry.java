package io.portallink.api;

import io.portallink.broker.Accounts.Registration;
import io.portallink.portal.InvalidRequest;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one line of an import, as sent. */
record ImportEntry(
        @Nullable String merchantId,
        @Nullable String platform,
        @Nullable JsonNode account,
        @Nullable String themeId) {

    /** Checks every field by the rules of a single registration. */
    ImportLine check(int number, Collection<PlatformId> known) {
        Fields fields = new Fields();
        MerchantId merchant = fields.merchant("merchant_id", merchantId);
        PlatformId id = fields.word("platform", platform, known, PlatformId::value);
        if (platform == null) {
            fields.wrong("platform", "is required");
        }
        Secret secret = fields.account(account);
        if (secret == null) {
            fields.wrong("account", "is required"); // unless another thing was found wrong with it
        }
        String theme = fields.theme(themeId);
        try {
            fields.throwIfWrong();
        } catch (InvalidRequest e) {
            return new ImportLine.Bad(number, e);
        }
        return new ImportLine.Good(
                number,
                new Registration(
                        Objects.requireNonNull(merchant),
                        Objects.requireNonNull(id),
                        Objects.requireNonNull(secret),
                        theme));
    }

    @Override
    public String toString() {
        return "ImportEntry";
    }
}
