package io.portallink.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request that was read, and the connection on which anything at all may be said. The connection is closed afterwards,
 * unless a complete answer was given.
 *
 * @param account for whom
 * @param number which of the account's calls it is, from 1
 */
record Exchange(String platform, String account, int number, Socket socket, AtomicBoolean complete) {

    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void say(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** A well-formed answer; the connection may be used again. */
    void answer(String statusAndHeaders, String body) throws IOException {
        say(PlatformWords.response(statusAndHeaders, body));
        keep();
    }

    /** What was said is all, and the connection may be used again. */
    void keep() {
        complete.set(true);
    }

    /** What the platform says when all is well: a URL that names the account and the number of the call. */
    void well() throws IOException {
        answer("200 OK", PlatformWords.good(platform, account, number));
    }

    /** Says nothing more, until the other side gives up. */
    void silence() throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** One byte a second, until the other side gives up. */
    void drip(String text) throws IOException {
        socket.setSoTimeout(1000);
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException ignored) {
                say(new byte[] {b});
            }
        }
    }

    /** As {@link #silence}, but for so long only. */
    void pause(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            silence();
        } catch (SocketTimeoutException ignored) {
            socket.setSoTimeout(0);
        }
    }

    /** The connection ends with an RST in place of a FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** What a platform does with a request. */
    @FunctionalInterface
    interface Script {
        void act(Exchange exchange) throws IOException;
    }
}
