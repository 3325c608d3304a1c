package io.portallink.upstream;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.portallink.upstream.Budget.Answer;
import io.portallink.upstream.Turns.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a bucket's next token: first come, first served, one turn a merchant. Whoever finds none gets a turn, and the time
 * when as many tokens will be there as stand in line up to it. Nobody takes a token while there are not more than stand before
 * it, so that at its time its own is there, whoever else asks and how often. It is taken when the call is made and not before:
 * a turn never breaks the budget, and nothing is lost but the wait for one that does not come back.
 *
 * <p>While the tap is closed nobody takes one: who asks gets a turn or keeps its own, for when tap and tokens both are there.
 *
 * @param now the bucket's time
 * @param closed how long the tap stays closed; zero when it is open
 */
record Line(Bucket bucket, Turns turns, int budget, long now, Duration closed) {

    /** How long a turn is kept for one that comes back late. */
    static final Duration KEPT = Duration.ofSeconds(30);

    /** So many wait for one bucket at most; the others are told when the next turns will be given. */
    static final int LONGEST = 256;

    Answer ask(@Nullable String merchant) {
        List<Turn> waiting = waiting();
        int ahead = 0;
        while (ahead < waiting.size() && !waiting.get(ahead).merchant().equals(merchant)) {
            ahead++;
        }
        boolean inLine = ahead < waiting.size();
        if (ahead >= budget) { // more tokens than there will ever be at once
            return new Answer(false, untilNextTurns(waiting), 0);
        }
        Answer answer = closed.isPositive() ? look(ahead) : take(ahead);
        if (inLine) {
            useOrKeep(waiting.get(ahead), answer);
        } else if (!answer.passed() && merchant != null) {
            return standInLine(merchant, waiting, answer);
        }
        return answer;
    }

    /** When tap and tokens both will be there; takes none. */
    private Answer look(int ahead) {
        EstimationProbe enough = bucket.estimateAbilityToConsume(ahead + 1L);
        Duration wait = Duration.ofNanos(enough.getNanosToWaitForRefill());
        return new Answer(false, afterTap(wait), enough.getRemainingTokens());
    }

    /** Takes a token if there are more than these. */
    private Answer take(int ahead) {
        if (ahead > 0) {
            EstimationProbe enough = bucket.estimateAbilityToConsume(ahead + 1L);
            if (!enough.canBeConsumed()) {
                return new Answer(
                        false, Duration.ofNanos(enough.getNanosToWaitForRefill()), enough.getRemainingTokens());
            }
        }
        ConsumptionProbe taken = bucket.tryConsumeAndReturnRemaining(1);
        return new Answer(
                taken.isConsumed(), Duration.ofNanos(taken.getNanosToWaitForRefill()), taken.getRemainingTokens());
    }

    /** Whoever is told of a later time keeps its turn until then. */
    private void useOrKeep(Turn turn, Answer answer) {
        long due = now + answer.retryAfter().toNanos();
        if (answer.passed()) {
            turns.remove(turn);
        } else if (due > turn.due()) {
            turns.date(turn, due);
        }
    }

    private Answer standInLine(String merchant, List<Turn> waiting, Answer refused) {
        if (waiting.size() >= LONGEST) {
            return new Answer(false, untilNextTurns(waiting), refused.left());
        }
        turns.add(new Turn(merchant, now + refused.retryAfter().toNanos()));
        return refused;
    }

    private List<Turn> waiting() {
        List<Turn> waiting = new ArrayList<>();
        for (Turn turn : turns.all()) {
            if (turn.due() + KEPT.toNanos() > now) {
                waiting.add(turn);
            } else {
                turns.remove(turn);
            }
        }
        return waiting;
    }

    /** By then the first of them has used its turn, or lost it. */
    private Duration untilNextTurns(List<Turn> waiting) {
        long first = waiting.stream().mapToLong(Turn::due).min().orElse(now);
        return afterTap(Duration.ofNanos(first - now).plus(KEPT));
    }

    private Duration afterTap(Duration wait) {
        return wait.compareTo(closed) > 0 ? wait : closed;
    }
}
