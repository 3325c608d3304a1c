package io.portallink.faults;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;

/** What goes wrong, and where it is staged. */
sealed interface Act {

    /** On a raw socket. */
    record Raw(Exchange.Script script) implements Act {}

    /** By WireMock. */
    record Mock(ResponseDefinitionBuilder answer) implements Act {}

    /** Nobody listens. */
    record Refused() implements Act {}

    /** Nobody answers the first packet. */
    record Swallowed() implements Act {}

    /** The platform closed the connections that it had kept. */
    record HungUp() implements Act {}

    /** The name of the platform's host is unknown. */
    record UnknownHost() implements Act {}

    /** No handshake. */
    record Tls(TlsTrouble.Kind kind) implements Act {}

    /** Our clock is wrong all along; the script's platform is not. */
    record Skewed(Duration ahead, Exchange.Script script) implements Act {}

    /** Time passes at the platform while the first calls of an account are under way, and nowhere else. */
    record Aged(Duration age, int calls) implements Act {}

    /** Something of ours keeps the call from being made. */
    record Held(Guard guard) implements Act {}

    /** What holds calls back. */
    enum Guard {
        BREAKER,
        BULKHEAD,
        TAP,
        BUDGET
    }
}
