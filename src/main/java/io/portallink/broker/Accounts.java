package io.portallink.broker;

import io.portallink.link.PortalLinks;
import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
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

    /**
     * Registers many accounts in one transaction, and where others were at the same accounts meanwhile, each in its own. Of
     * two for the same merchant and platform the later one stays. They are locked in the order of their names, so that two
     * such calls at once wait for each other and never in a circle.
     *
     * @throws org.springframework.dao.DataAccessException when the store fails; those already registered one by one stay
     */
    public void putAll(TenantId tenant, List<Registration> registrations) {
        List<Registration> ordered =
                registrations.stream().sorted(Registration.BY_NAME).toList();
        try {
            transactions.executeWithoutResult(ignored -> ordered.forEach(
                    each -> change(tenant, each.merchant(), each.platform(), each.account(), each.themeId())));
        } catch (DuplicateKeyException | ConcurrencyFailureException ignored) {
            ordered.forEach(each -> put(tenant, each.merchant(), each.platform(), each.account(), each.themeId()));
        }
    }

    private MerchantRegistry.Saved putOnce(
            TenantId tenant, MerchantId merchant, PlatformId platform, Secret account, @Nullable String themeId) {
        return Objects.requireNonNull(
                transactions.execute(ignored -> change(tenant, merchant, platform, account, themeId)));
    }

    private MerchantRegistry.Saved change(
            TenantId tenant, MerchantId merchant, PlatformId platform, Secret account, @Nullable String themeId) {
        MerchantRegistry.Saved saved = merchants.put(tenant, merchant, platform, account, themeId);
        if (saved.changed()) {
            links.revokeUnopenedOfRegistered(tenant, merchant, platform);
        }
        return saved;
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

    /** One account to register. */
    public record Registration(
            MerchantId merchant,
            PlatformId platform,
            Secret account,
            @Nullable String themeId) {

        private static final Comparator<Registration> BY_NAME = Comparator.comparing(
                        (Registration each) -> each.merchant().value())
                .thenComparing(each -> each.platform().value());
    }
}
