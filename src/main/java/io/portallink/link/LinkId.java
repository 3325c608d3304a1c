package io.portallink.link;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The public id of a portal link: {@code plk_} and 128 bits in hex, the first 48 the time in milliseconds, so that new
 * links lie together in the index. It is no secret and opens nothing; a ticket does.
 */
public record LinkId(String value) {

    /** Bytes in an id. */
    static final int LENGTH = 16;

    private static final String PREFIX = "plk_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{32}");
    private static final int RANDOM_LENGTH = 10;
    private static final int TIME_BITS_DROPPED = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException when the value has another form */
    public LinkId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a portal link id");
        }
    }

    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    public static LinkId next(Instant now) {
        byte[] random = new byte[RANDOM_LENGTH];
        RANDOM.nextBytes(random);
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .putLong(now.toEpochMilli() << TIME_BITS_DROPPED)
                .position(LENGTH - RANDOM_LENGTH)
                .put(random);
        return of(bytes.array());
    }

    /** No id made at or after that time sorts before this one, and none made before it sorts after. */
    static LinkId firstOf(Instant time) {
        return of(ByteBuffer.allocate(LENGTH)
                .putLong(Math.max(0, time.toEpochMilli()) << TIME_BITS_DROPPED)
                .array());
    }

    static LinkId of(byte[] bytes) {
        return new LinkId(PREFIX + HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(value, PREFIX.length(), value.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
