package io.portallink.faults;

import static io.portallink.portal.Problem.PLATFORM_INVALID_RESPONSE;
import static io.portallink.portal.Problem.PLATFORM_TIMEOUT;
import static io.portallink.portal.Problem.PLATFORM_UNAVAILABLE;

import java.util.List;

/** What goes wrong before or below HTTP. */
final class ConnectionFaults {

    private static final Expected UNAVAILABLE = Expected.problem(PLATFORM_UNAVAILABLE, 5);
    private static final Expected INVALID = Expected.problem(PLATFORM_INVALID_RESPONSE);
    private static final Expected TIMEOUT = Expected.problem(PLATFORM_TIMEOUT);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private ConnectionFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.raw("no fault", Expected.opened(1), Exchange::well),
                Fault.of("connection refused", new Act.Refused(), UNAVAILABLE),
                Fault.of("SYN swallowed", new Act.Swallowed(), UNAVAILABLE).slow(),
                Fault.of("kept connections closed", new Act.HungUp(), Expected.opened(1)),
                Fault.of("DNS failure", new Act.UnknownHost(), UNAVAILABLE),
                tls("TLS: not TLS", TlsTrouble.Kind.PLAIN),
                tls("TLS: handshake cut", TlsTrouble.Kind.CUT),
                tls("TLS: handshake reset", TlsTrouble.Kind.RESET),
                tls("TLS: self-signed certificate", TlsTrouble.Kind.SELF_SIGNED),
                tls("TLS: expired certificate", TlsTrouble.Kind.EXPIRED),
                Fault.of("TLS: silence", new Act.Tls(TlsTrouble.Kind.SILENT), UNAVAILABLE)
                        .slow(),
                Fault.raw("closed before headers", UNAVAILABLE, exchange -> {}),
                Fault.raw("reset before headers", UNAVAILABLE, Exchange::reset),
                Fault.raw("reset after headers", UNAVAILABLE, exchange -> {
                    exchange.say(HEAD + "Content-Length: 500\r\n\r\n{\"link\": \"" + PlatformWords.SECRET);
                    exchange.pause(100);
                    exchange.reset();
                }),
                Fault.raw("silence", TIMEOUT, Exchange::silence).slow(),
                Fault.raw("half the headers, then silence", TIMEOUT, exchange -> {
                            exchange.say("HTTP/1.1 200 OK\r\nContent-");
                            exchange.silence();
                        })
                        .slow(),
                Fault.raw("headers, then silence", TIMEOUT, exchange -> {
                            exchange.say(HEAD + "Content-Length: 500\r\n\r\n");
                            exchange.silence();
                        })
                        .slow(),
                Fault.raw("one byte a second, headers", TIMEOUT, exchange -> exchange.drip(HEAD))
                        .slow(),
                Fault.raw("one byte a second, body", TIMEOUT, exchange -> {
                            exchange.say(HEAD + "Content-Length: 500\r\n\r\n");
                            exchange.drip("{\"link\": \"https://app.easypost.com/\"");
                        })
                        .slow(),
                Fault.raw("20 s latency", TIMEOUT, exchange -> {
                            exchange.pause(20_000);
                            exchange.well();
                        })
                        .slow(),
                Fault.raw("not HTTP, then closed", INVALID, exchange -> exchange.say("SSH-2.0-SECRET_9.9\r\n")),
                Fault.raw("not HTTP, then silence", INVALID, exchange -> {
                    exchange.say("220 mail.SECRET.example ESMTP\r\n");
                    exchange.silence();
                }));
    }

    private static Fault tls(String name, TlsTrouble.Kind kind) {
        return Fault.of(name, new Act.Tls(kind), UNAVAILABLE);
    }
}
