package io.portallink.testkit;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes wrong inputs of right ones. Plain random choices: the same seed makes the same input. */
public final class Mutator {

    /** Must be in nothing that is answered; its last character lets it stand in no field's name. */
    public static final String SECRET = "s3cr3t!";

    /** What parsers stumble over: control characters, marks, halves of pairs, look-alikes, escapes, syntax. */
    private static final List<String> NASTY = List.of(
            "\0",
            "\t",
            "\n",
            "\r\n",
            " ",
            "\u0085",
            "\u2028",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\ufffe",
            "\uffff",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "e\u0301",
            "\u0130",
            "\u0455",
            "\uff0e",
            "\u3002",
            "\\",
            "\\u0000",
            "\\ud800",
            "\"",
            "'",
            "`",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            ";",
            "=",
            "&",
            "+",
            "%",
            "%00",
            "%0d%0a",
            "%2f",
            "%5c",
            "%zz",
            "%",
            "#",
            "?",
            "/",
            "//",
            "/../",
            "@",
            "*",
            "-",
            "_",
            "<script>",
            "${jndi:ldap://x}",
            "null",
            "true",
            "NaN",
            "-0",
            "1e400",
            "9223372036854775808",
            "0x7f.1");

    private final Random random;

    public Mutator(long seed) {
        random = new Random(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean oneIn(int n) {
        return below(n) == 0;
    }

    @SafeVarargs
    public final <T> T of(T... values) {
        return values[below(values.length)];
    }

    public <T> T of(List<T> values) {
        return values.get(below(values.size()));
    }

    /** Some characters of any kind; now and then many. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int left = oneIn(20) ? below(600) : below(8); left > 0; left--) {
            text.append(
                    switch (below(4)) {
                        case 0 -> of(NASTY);
                        case 1 -> String.valueOf((char) below(0x10000));
                        default -> String.valueOf((char) (' ' + below(95)));
                    });
        }
        return oneIn(200) ? text.toString().repeat(1 + below(500)) : text.toString();
    }

    /** Replaced, removed, doubled and inserted in up to four places. */
    public String text(String original) {
        StringBuilder text = new StringBuilder(original);
        for (int left = 1 + below(4); left > 0; left--) {
            int from = below(text.length() + 1);
            int to = Math.min(text.length(), from + below(4));
            text.replace(
                    from,
                    to,
                    switch (below(5)) {
                        case 0 -> "";
                        case 1 -> text.substring(from, to).repeat(2);
                        case 2 -> of(NASTY);
                        case 3 -> String.valueOf((char) below(0x100));
                        default -> text();
                    });
        }
        return text.toString();
    }

    /** The text in UTF-8, and one time in eight in something that is not: flipped bits, cut off, a mark, another charset. */
    public byte[] bytes(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length == 0 || !oneIn(8)) {
            return bytes;
        }
        return switch (below(5)) {
            case 0 -> flipped(bytes);
            case 1 -> Arrays.copyOf(bytes, below(bytes.length));
            case 2 -> ("\ufeff" + text).getBytes(UTF_8);
            case 3 -> text.getBytes(UTF_16);
            default -> noise();
        };
    }

    public byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int left = 1 + below(3); left > 0; left--) {
            flipped[below(flipped.length)] ^= (byte) (1 << below(8));
        }
        return flipped;
    }

    private byte[] noise() {
        byte[] noise = new byte[below(64)];
        random.nextBytes(noise);
        return noise;
    }
}
