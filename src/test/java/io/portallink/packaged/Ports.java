package io.portallink.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a broker listens.
 *
 * @param http for callers and browsers
 * @param management for health and metrics
 */
record Ports(int http, int management) {

    // below those that the system gives to outgoing connections
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;

    /** Two that are free now. */
    static Ports free() {
        return new Ports(any(), any());
    }

    /** Two that no outgoing connection takes while a broker that had them is away. */
    static Ports lasting() {
        return new Ports(lastingPort(), lastingPort());
    }

    static int lastingPort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (!(e instanceof BindException)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static int any() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
