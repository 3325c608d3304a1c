package io.portallink.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a portal link's timeline.
 *
 * @param code the problem's code, of {@link EventType#FAILED} only
 */
public record LinkEvent(
        EventType type, Instant at, @Nullable String code) {}
