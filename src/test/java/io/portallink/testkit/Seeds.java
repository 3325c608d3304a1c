package io.portallink.testkit;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;

/** Seeds for a {@link Mutator}, spread evenly and printed when a property fails: one of them repeats the try. */
public final class Seeds implements ArbitrarySupplier<Long> {

    /** Tries over a socket cost about so many times what others do. */
    private static final int SLOWER = 25;

    @Override
    public Arbitrary<Long> get() {
        return Arbitraries.randomValue(Random::nextLong);
    }

    /** How often a test that goes over a socket tries: a share of what the properties do. */
    public static int fewTries() {
        return Integer.getInteger("jqwik.tries.default", 10_000) / SLOWER;
    }

    /** Tells what came of them, as jqwik does by itself. */
    public static void report(Class<?> target, int tries, Map<String, Integer> outcomes) {
        System.out.printf("%s: tries = %d, outcomes = %s%n", target.getSimpleName(), tries, outcomes);
    }
}
