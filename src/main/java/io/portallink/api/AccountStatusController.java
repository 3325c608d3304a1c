package io.portallink.api;

import io.portallink.broker.AccountStatuses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Whether the platform still knows a merchant's account. */
@RestController
class AccountStatusController {

    private static final String PATH = MerchantsController.ACCOUNT + "/status";

    private final AccountStatuses statuses;

    AccountStatusController(AccountStatuses statuses) {
        this.statuses = statuses;
    }

    @GetMapping(PATH)
    ResponseEntity<AccountStatusView> get(KnownPlatform platform, @PathVariable String merchantId, ApiCaller caller) {
        AccountStatuses.Asked asked =
                statuses.ask(caller.tenant(), MerchantsController.merchant(merchantId), platform.id());
        return PortalLinksController.json(ResponseEntity.ok()).body(AccountStatusView.of(asked));
    }

    /** Without the methods that are mapped below for the order of problems alone. */
    @RequestMapping(path = PATH, method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options(KnownPlatform platform) {
        return ResponseEntity.ok()
                .allow(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS)
                .build();
    }

    /** A platform that is not known comes before a method that is not allowed. */
    @RequestMapping(
            path = PATH,
            method = {RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE})
    void other(KnownPlatform platform, HttpMethod method) throws HttpRequestMethodNotSupportedException {
        throw new HttpRequestMethodNotSupportedException(method.name(), List.of("GET"));
    }

    /** The contract's answer; what is not known is {@code null}, and named in {@code unknown}. */
    record AccountStatusView(
            String object,
            @Nullable Boolean known,
            Map<String, Object> details,
            Instant checkedAt,
            List<String> unknown) {

        static AccountStatusView of(AccountStatuses.Asked asked) {
            return new AccountStatusView(
                    "account_status",
                    asked.status().known(),
                    asked.status().details(),
                    asked.at(),
                    asked.status().unknown());
        }
    }
}
