package io.portallink.broker;

import io.portallink.merchant.Account;
import io.portallink.portal.AccountStatus;
import io.portallink.portal.Deadline;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.portal.Settings;
import io.portallink.portal.StatusRequest;
import io.portallink.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Asks a platform about a merchant's registered account. Nothing is stored: each answer is the platform's own of now. */
public final class AccountStatuses {

    private static final Logger log = LoggerFactory.getLogger(AccountStatuses.class);

    private final Platforms platforms;
    private final Router router;
    private final Clock clock;

    AccountStatuses(Platforms platforms, Router router, Clock clock) {
        this.platforms = platforms;
        this.router = router;
        this.clock = clock;
    }

    /**
     * @param id of a platform that there is
     * @throws ProblemException when the merchant, its account or the platform is not there for the tenant; and
     *     {@link PortalFailure} when the platform gave no answer
     */
    public Asked ask(Tenant tenant, MerchantId merchant, PlatformId id) {
        Deadline deadline = Deadline.in(Minter.DEADLINE);
        Platform platform = platforms.find(id).orElseThrow();
        Account account = router.account(tenant, merchant, platform);
        Settings settings = Router.settings(tenant, platform);
        Instant at = clock.instant();
        String outcome = "internal-error";
        Level level = Level.WARN;
        try {
            AccountStatus status = platform.status(new StatusRequest(settings, merchant, account.account(), deadline));
            outcome = outcome(status);
            level = Level.INFO;
            return new Asked(status, at);
        } catch (PortalFailure failure) {
            outcome = failure.problem().code();
            throw failure.at(id);
        } catch (DataAccessException | TransactionException e) { // a budget of all replicas is kept in the store
            outcome = Problem.UNAVAILABLE.code();
            throw e;
        } finally {
            note(id, outcome, level);
        }
    }

    private static String outcome(AccountStatus status) {
        Boolean known = status.known();
        if (known == null) {
            return "untold";
        }
        return known ? "known" : "gone";
    }

    private static void note(PlatformId platform, String outcome, Level level) {
        log.atLevel(level)
                .addKeyValue("event", "account_status")
                .addKeyValue("platform", platform)
                .addKeyValue("outcome", outcome)
                .log("account status asked");
    }

    /**
     * An answer.
     *
     * @param at when it was asked for; it is never older
     */
    public record Asked(AccountStatus status, Instant at) {}
}
