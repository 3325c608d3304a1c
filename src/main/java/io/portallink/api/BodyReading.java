package io.portallink.api;

import io.portallink.portal.Deadline;
import io.portallink.portal.InvalidRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Takes a body in whole, whoever sends it and however. */
final class BodyReading {

    /** Silence is ended by the server's connection-timeout; this ends what comes in drops, each in time. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String BODY = "body";

    private BodyReading() {}

    /**
     * At most so many bytes.
     *
     * @throws InvalidRequest when they take too long
     */
    static byte[] upTo(int most, InputStream in) throws IOException {
        Deadline deadline = Deadline.in(LONGEST);
        byte[] bytes = new byte[most];
        int length = 0;
        while (length < most) {
            if (deadline.passed()) {
                throw new InvalidRequest(BODY, "took longer than " + LONGEST.toSeconds() + " seconds to arrive");
            }
            int read = in.read(bytes, length, most - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return Arrays.copyOf(bytes, length);
    }

    /**
     * The parser takes UTF-16 and UTF-32 too, and spellings of UTF-8 that are longer than need be. A zero byte stands in no
     * JSON, but in the first two everywhere.
     *
     * @throws InvalidRequest when the bytes are no UTF-8
     */
    static void requireUtf8(byte[] bytes) {
        try {
            if (StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .noneMatch(c -> c == 0)) {
                return;
            }
        } catch (CharacterCodingException ignored) {
            // falls through to the same answer
        }
        throw new InvalidRequest(BODY, "is not JSON in UTF-8");
    }
}
