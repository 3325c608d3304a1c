package io.portallink.api;

import io.portallink.merchant.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A registered account as callers see it: its value is masked. */
record AccountView(
        String object,
        String merchantId,
        String platform,
        String account,
        @Nullable String themeId,
        Instant createdAt,
        Instant updatedAt) {

    static AccountView of(Account account) {
        return new AccountView(
                "account",
                account.merchant().value(),
                account.platform().value(),
                account.account().masked(),
                account.themeId(),
                account.createdAt(),
                account.updatedAt());
    }
}
