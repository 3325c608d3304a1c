package io.portallink.api;

import io.portallink.broker.Accounts;
import io.portallink.merchant.Account;
import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.portal.Secret;
import io.portallink.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The merchant registry over HTTP. Another tenant's merchant is not found, like one that never was. */
@RestController
class MerchantsController {

    private static final String MERCHANT = "/v1/merchants/{merchantId}";
    static final String ACCOUNT = MERCHANT + "/accounts/{platform}";

    private final MerchantRegistry registry;
    private final Accounts accounts;

    MerchantsController(MerchantRegistry registry, Accounts accounts) {
        this.registry = registry;
        this.accounts = accounts;
    }

    @PutMapping(ACCOUNT)
    ResponseEntity<AccountView> put(
            KnownPlatform platform, @PathVariable String merchantId, @RequestBody AccountBody body, ApiCaller caller) {
        Fields fields = new Fields();
        MerchantId merchant = fields.merchant("merchant_id", merchantId);
        Secret account = fields.account(body.account());
        if (body.account() == null || body.account().isNull()) {
            fields.wrong("account", "is required");
        }
        String theme = fields.theme(body.themeId());
        fields.throwIfWrong();
        MerchantRegistry.Saved saved = accounts.put(
                caller.tenant().id(),
                Objects.requireNonNull(merchant),
                platform.id(),
                Objects.requireNonNull(account),
                theme);
        HttpStatus status = saved.created() ? HttpStatus.CREATED : HttpStatus.OK;
        return PortalLinksController.json(ResponseEntity.status(status)).body(AccountView.of(saved.account()));
    }

    @GetMapping(ACCOUNT)
    ResponseEntity<AccountView> get(KnownPlatform platform, @PathVariable String merchantId, ApiCaller caller) {
        MerchantId merchant = merchant(merchantId);
        return PortalLinksController.json(ResponseEntity.ok())
                .body(registry.find(caller.tenant().id(), merchant, platform.id())
                        .map(AccountView::of)
                        .orElseThrow(() -> missing(caller.tenant(), merchant)));
    }

    @DeleteMapping(ACCOUNT)
    ResponseEntity<Void> delete(KnownPlatform platform, @PathVariable String merchantId, ApiCaller caller) {
        MerchantId merchant = merchant(merchantId);
        if (!accounts.delete(caller.tenant().id(), merchant, platform.id())) {
            throw missing(caller.tenant(), merchant);
        }
        return ResponseEntity.noContent().build();
    }

    /** Without the methods that are mapped below for the order of problems alone. */
    @RequestMapping(path = ACCOUNT, method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options(KnownPlatform platform) {
        return ResponseEntity.ok()
                .allow(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS)
                .build();
    }

    /** A platform that is not known comes before a method that is not allowed. */
    @RequestMapping(
            path = ACCOUNT,
            method = {RequestMethod.POST, RequestMethod.PATCH})
    void other(KnownPlatform platform, HttpMethod method) throws HttpRequestMethodNotSupportedException {
        throw new HttpRequestMethodNotSupportedException(method.name(), List.of("GET", "PUT", "DELETE"));
    }

    @GetMapping(MERCHANT)
    ResponseEntity<MerchantView> merchant(@PathVariable String merchantId, ApiCaller caller) {
        MerchantId merchant = merchant(merchantId);
        List<Account> found = registry.accounts(caller.tenant().id(), merchant);
        if (found.isEmpty()) {
            throw missing(caller.tenant(), merchant);
        }
        return PortalLinksController.json(ResponseEntity.ok()).body(MerchantView.of(merchant, found));
    }

    @GetMapping("/v1/merchants")
    ResponseEntity<MerchantList> merchants(
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            ApiCaller caller) {
        Fields fields = new Fields();
        Paging paging = Paging.of(limit, cursor, MerchantId::isStorable, fields);
        fields.throwIfWrong();
        String after = paging.after() == null ? "" : paging.after();
        List<MerchantId> found = registry.merchants(caller.tenant().id(), after, paging.limit() + 1);
        List<MerchantId> shown = found.subList(0, Math.min(paging.limit(), found.size()));
        Map<MerchantId, List<Account>> of =
                shown.isEmpty() ? Map.of() : registry.accounts(caller.tenant().id(), shown.getFirst(), shown.getLast());
        List<MerchantView> data = MerchantView.of(shown, of);
        String next =
                found.size() > paging.limit() ? Paging.cursor(shown.getLast().value()) : null;
        return PortalLinksController.json(ResponseEntity.ok()).body(new MerchantList(data, next));
    }

    private ProblemException missing(Tenant tenant, MerchantId merchant) {
        return registry.accounts(tenant.id(), merchant).isEmpty()
                ? new ProblemException(Problem.MERCHANT_NOT_FOUND, "This merchant has no registered account.")
                : new ProblemException(Problem.ACCOUNT_NOT_FOUND, "This merchant has no account at this platform.");
    }

    static MerchantId merchant(String value) {
        Fields fields = new Fields();
        MerchantId merchant = fields.merchant("merchant_id", value);
        fields.throwIfWrong();
        return Objects.requireNonNull(merchant);
    }

    /** The body of a registration. */
    record AccountBody(@Nullable JsonNode account, @Nullable String themeId) {

        @Override
        public String toString() {
            return "AccountBody";
        }
    }

    /** A merchant with its accounts. */
    record MerchantView(String object, String merchantId, List<AccountView> accounts) {

        /** Those that are still there: the last account of one may be deleted after it was listed. */
        static List<MerchantView> of(List<MerchantId> merchants, Map<MerchantId, List<Account>> accounts) {
            return merchants.stream()
                    .filter(accounts::containsKey)
                    .map(merchant -> of(merchant, accounts.getOrDefault(merchant, List.of())))
                    .toList();
        }

        static MerchantView of(MerchantId merchant, List<Account> accounts) {
            return new MerchantView(
                    "merchant",
                    merchant.value(),
                    accounts.stream().map(AccountView::of).toList());
        }
    }

    /** A page of merchants. */
    record MerchantList(List<MerchantView> data, @Nullable String nextCursor) {}
}
