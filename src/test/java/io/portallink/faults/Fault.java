package io.portallink.faults;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One fault, on both platforms or on one.
 *
 * @param expected by platform
 * @param callers whom it is shown to
 * @param counted whether five of it end a ticket
 */
record Fault(String name, Act act, Map<String, Expected> expected, List<Caller> callers, boolean counted) {

    static Fault of(String name, Act act, Expected expected) {
        return of(name, act, expected, expected);
    }

    static Fault of(String name, Act act, Expected easyPost, Expected shipEngine) {
        Map<String, Expected> both = Map.of(PlatformWords.EASYPOST, easyPost, PlatformWords.SHIPENGINE, shipEngine);
        return new Fault(name, act, both, easyPost.opens() ? Caller.ONCE : List.of(Caller.values()), true);
    }

    static Fault raw(String name, Expected expected, Exchange.Script script) {
        return of(name, new Act.Raw(script), expected);
    }

    Fault only(String platform) {
        return new Fault(name, act, Map.of(platform, at(platform)), callers, counted);
    }

    Fault to(List<Caller> some) {
        return new Fault(name, act, expected, some, counted);
    }

    /** Five tries would take half a minute. */
    Fault slow() {
        return to(Caller.ONCE);
    }

    Fault notCounted() {
        return new Fault(name, act, expected, callers, false);
    }

    Expected at(String platform) {
        return Objects.requireNonNull(expected.get(platform));
    }

    Cell cell(String platform, Caller caller) {
        return new Cell(name, platform, caller.mode(), caller.label());
    }

    /** Its place in the table. */
    record Cell(String fault, String platform, String mode, String caller) {}
}
