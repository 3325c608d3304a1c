package io.portallink.portal;

import java.util.regex.Pattern;

/**
 * The id of a shipping platform, such as {@code easypost}. Checked text and not an enum, so that a further platform
 * needs no change here: 1 to 32 of {@code a-z 0-9 -}, beginning with a letter.
 */
public record PlatformId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** @throws IllegalArgumentException when the value has another form */
    public PlatformId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a platform id");
        }
    }

    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
