package io.portallink.upstream;

import io.portallink.portal.Deadline;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Secret;
import io.portallink.upstream.Budget.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What holds calls back before they are sent: the tap, which a platform's 429 closes, and our own budget, which keeps us
 * from getting there. Both by lane and credential, of which a store sees a digest only.
 */
final class Gate {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final PlatformId platform;
    private final Tap tap;
    private final @Nullable Budget budget;
    private final BudgetLeft left;

    /** @param budgetPerMinute 0: no budget */
    Gate(PlatformId platform, int budgetPerMinute, GateStore store) {
        this.platform = platform;
        this.tap = store.tap();
        this.budget = budgetPerMinute == 0 ? null : store.budget(budgetPerMinute);
        this.left = new BudgetLeft(budgetPerMinute, store.time());
    }

    /**
     * @throws PortalFailure.RateLimited when nothing may be sent now; the merchant gets its turn at the time it says
     * @throws DataAccessException when the store fails: nothing may be sent then; or TransactionException
     */
    void pass(String lane, Secret credential, MerchantId merchant) {
        String key = key(lane, credential);
        String turn = budget == null ? null : Digest.of("turn", platform.value(), credential.value(), merchant.value());
        pass(key, turn);
    }

    /** The same for a second try of a call, which gets no turn. */
    void passAgain(String lane, Secret credential) {
        pass(key(lane, credential), null);
    }

    void close(String lane, Secret credential, Duration time, Deadline deadline) {
        log.atWarn()
                .addKeyValue("event", "platform_cooldown")
                .addKeyValue("platform", platform)
                .addKeyValue("seconds", time.toSeconds())
                .log("a platform's 429 holds back all calls with that credential");
        tap.close(key(lane, credential), time, deadline);
    }

    /** Calls that the scarcest credential has left, as far as this process knows. */
    long budgetLeft() {
        return left.scarcest();
    }

    boolean isTapClosed() {
        return tap.isAnyClosed();
    }

    private void pass(String key, @Nullable String merchant) {
        Duration closed = tap.closedFor(key);
        Answer answer = budget == null ? new Answer(closed.isZero(), closed, 0) : ask(budget, key, merchant, closed);
        if (!answer.passed()) {
            throw new PortalFailure.RateLimited(answer.retryAfter(), false, null);
        }
    }

    private Answer ask(Budget budget, String key, @Nullable String merchant, Duration closed) {
        try {
            Answer answer = budget.ask(key, merchant, closed);
            left.saw(key, answer.left());
            return answer;
        } catch (DataAccessException | TransactionException e) {
            if (closed.isPositive()) {
                return new Answer(false, closed, 0); // of the line nothing is known, but so much is
            }
            throw e;
        }
    }

    private String key(String lane, Secret credential) {
        return Digest.of("gate", platform.value(), lane, credential.value());
    }
}
