package io.portallink.idempotency;

import io.portallink.link.LinkId;

/** What a caller's idempotency key turned out to stand for. */
public sealed interface Hold {

    /** A new creation, which is the holder's to make: it ends in {@code done} or {@code free}, or after a lease of 15 s. */
    record Held(String claim) implements Hold {}

    /** The same request made this link. */
    record Done(LinkId link) implements Hold {}

    /** The same request is being worked on. */
    record InFlight() implements Hold {}

    /** Another request used the key. */
    record Mismatch() implements Hold {}
}
