package io.portallink.faults;

import static io.portallink.portal.Problem.PLATFORM_RATE_LIMITED;
import static io.portallink.portal.Problem.PLATFORM_UNAVAILABLE;

import java.util.List;

/** What keeps us from calling at all: nothing is sent, and nothing of it counts against a ticket. */
final class GuardFaults {

    private GuardFaults() {}

    static List<Fault> all() {
        return List.of(
                held("breaker open", Act.Guard.BREAKER, Expected.problem(PLATFORM_UNAVAILABLE, 4)),
                held("bulkhead full", Act.Guard.BULKHEAD, Expected.problem(PLATFORM_UNAVAILABLE, 1)),
                held("tap closed", Act.Guard.TAP, Expected.problem(PLATFORM_RATE_LIMITED, 1, 7)),
                // a turn of one's own may be a minute later for each three merchants who came before
                held("budget spent", Act.Guard.BUDGET, Expected.problem(PLATFORM_RATE_LIMITED, 1, 200)));
    }

    private static Fault held(String name, Act.Guard guard, Expected expected) {
        return Fault.of(name, new Act.Held(guard), expected).notCounted();
    }
}
