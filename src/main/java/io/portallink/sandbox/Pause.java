package io.portallink.sandbox;

import java.time.Duration;

/** How a slow platform waits; a test need not. */
@FunctionalInterface
interface Pause {

    Duration SLOW = Duration.ofSeconds(20);

    void sleep(Duration time) throws InterruptedException;
}
