package io.portallink.broker;

import io.portallink.merchant.Account;
import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.Capabilities;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.portal.Settings;
import io.portallink.portal.Warning;
import io.portallink.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the account and picks the platform. The order of the checks is the contract's: registered URLs, merchant, account,
 * ambiguity, enabled, page.
 */
final class Router {

    private final Platforms platforms;
    private final MerchantRegistry merchants;

    Router(Platforms platforms, MerchantRegistry merchants) {
        this.platforms = platforms;
        this.merchants = merchants;
    }

    Route route(Tenant tenant, OpenPortal request) {
        String returnUrl = registered(request.returnUrl(), tenant.returnUrls(), Problem.RETURN_URL_NOT_REGISTERED);
        String refreshUrl = registered(request.refreshUrl(), tenant.refreshUrls(), Problem.REFRESH_URL_NOT_REGISTERED);
        @Nullable Account account = request.account() == null ? account(tenant, request) : null;
        Platform platform = request.platform() != null
                ? request.platform()
                : platforms.find(Objects.requireNonNull(account).platform()).orElseThrow(Router::notEnabled);
        Settings settings = settings(tenant, platform);
        String theme = request.themeId() != null || account == null ? request.themeId() : account.themeId();
        Page page = page(platform, request);
        return new Route(
                platform,
                settings,
                account == null ? Objects.requireNonNull(request.account()) : account.account(),
                account != null,
                theme,
                page,
                returnUrl,
                refreshUrl,
                warnings(platform.capabilities(), request));
    }

    private static @Nullable String registered(@Nullable String asked, List<String> urls, Problem problem) {
        if (asked == null) {
            return urls.isEmpty() ? null : urls.getFirst();
        }
        if (!urls.contains(asked)) {
            throw new ProblemException(problem, "The URL is not registered for this tenant, character for character.");
        }
        return asked;
    }

    /** @throws ProblemException when the merchant, or its account there, is not registered */
    Account account(Tenant tenant, MerchantId merchant, Platform platform) {
        return at(platform.id(), accounts(tenant, merchant));
    }

    /** @throws ProblemException when the platform is not enabled for the tenant */
    static Settings settings(Tenant tenant, Platform platform) {
        Settings settings = tenant.platforms().get(platform.id());
        if (!platform.enabled() || settings == null) {
            throw notEnabled();
        }
        return settings;
    }

    private Account account(Tenant tenant, OpenPortal request) {
        Platform asked = request.platform();
        return asked != null
                ? account(tenant, request.merchant(), asked)
                : only(tenant, accounts(tenant, request.merchant()));
    }

    private List<Account> accounts(Tenant tenant, MerchantId merchant) {
        List<Account> accounts = merchants.accounts(tenant.id(), merchant);
        if (accounts.isEmpty()) {
            throw new ProblemException(Problem.MERCHANT_NOT_FOUND, "This merchant has no registered account.");
        }
        return accounts;
    }

    private static Account at(PlatformId platform, List<Account> accounts) {
        return accounts.stream()
                .filter(account -> account.platform().equals(platform))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.ACCOUNT_NOT_FOUND, "This merchant has no registered account at " + platform + "."));
    }

    private Account only(Tenant tenant, List<Account> accounts) {
        List<Account> enabled = accounts.stream()
                .filter(account -> platforms
                        .find(account.platform())
                        .filter(platform -> Platforms.enabled(platform, tenant))
                        .isPresent())
                .toList();
        if (enabled.size() > 1) {
            throw new ProblemException(
                    Problem.PLATFORM_AMBIGUOUS, "This merchant has accounts on several platforms; send platform.");
        }
        return enabled.isEmpty() ? accounts.getFirst() : enabled.getFirst();
    }

    private static ProblemException notEnabled() {
        return new ProblemException(
                Problem.PLATFORM_NOT_ENABLED, "The platform is switched off, or this tenant has no credential for it.");
    }

    private static @Nullable Page page(Platform platform, OpenPortal request) {
        Page page = request.page();
        List<String> pages = platform.capabilities().pages().stream()
                .sorted()
                .map(Page::wire)
                .toList();
        if (page == null || platform.capabilities().pages().contains(page)) {
            return page;
        }
        if (request.pageFallback()) {
            return null;
        }
        throw new ProblemException(Problem.PAGE_NOT_SUPPORTED, platform.id() + " has no page " + page.wire() + ".") {
            private static final long serialVersionUID = 1L;

            @Override
            public Map<String, Object> members() {
                return Map.of("supported_pages", pages);
            }
        };
    }

    /** Only for what this very request asked for; a tenant's defaults are not a caller's wish. */
    private static List<Warning> warnings(Capabilities can, OpenPortal request) {
        List<Warning> warnings = new ArrayList<>();
        if (request.returnUrl() != null && !can.returnUrl()) {
            warnings.add(Warning.RETURN_URL_UNSUPPORTED);
        }
        if (request.refreshUrl() != null && !can.refreshUrl()) {
            warnings.add(Warning.REFRESH_URL_UNSUPPORTED);
        }
        if (request.themeId() != null && !can.theme()) {
            warnings.add(Warning.THEME_UNSUPPORTED);
        }
        if (!request.prefill().isEmpty() && !can.prefill()) {
            warnings.add(Warning.PREFILL_UNSUPPORTED);
        }
        if (request.page() != null && !can.pages().contains(request.page())) {
            warnings.add(Warning.PAGE_UNSUPPORTED);
        }
        return warnings;
    }
}
