package io.portallink.broker;

import io.portallink.link.PortalLinks;
import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Changes a merchant's accounts, and in the same transaction revokes the unopened links that a change makes wrong. */
public final class Accounts {

    private final MerchantRegistry merchants;
    private final PortalLinks links;
    private final TransactionOperations transactions;

    Accounts(MerchantRegistry merchants, PortalLinks links, TransactionOperations transactions) {
        this.merchants = merchants;
        this.links = links;
        this.transactions = transactions;
    }

    public MerchantRegistry.Saved put(
            TenantId tenant, MerchantId merchant, PlatformId platform, Secret account, @Nullable String themeId) {
        try {
            return putOnce(tenant, merchant, platform, account, themeId);
        } catch (DuplicateKeyException ignored) { // two first registrations at once: the later one replaces
            return putOnce(tenant, merchant, platform, account, themeId);
        }
    }

    private MerchantRegistry.Saved putOnce(
            TenantId tenant, MerchantId merchant, PlatformId platform, Secret account, @Nullable String themeId) {
        return Objects.requireNonNull(transactions.execute(ignored -> {
            MerchantRegistry.Saved saved = merchants.put(tenant, merchant, platform, account, themeId);
            if (saved.changed()) {
                links.revokeUnopenedOfRegistered(tenant, merchant, platform);
            }
            return saved;
        }));
    }

    /** Whether there was one to delete. */
    public boolean delete(TenantId tenant, MerchantId merchant, PlatformId platform) {
        return Boolean.TRUE.equals(transactions.execute(ignored -> {
            boolean deleted = merchants.delete(tenant, merchant, platform);
            if (deleted) {
                links.revokeUnopenedOfRegistered(tenant, merchant, platform);
            }
            return deleted;
        }));
    }
}
