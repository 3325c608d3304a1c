package io.portallink.portal;

import java.util.regex.Pattern;

/**
 * A tenant's own id of its customer: 1 to 128 of {@code A-Z a-z 0-9 . _ : @ -}. No entrance takes {@code .} and {@code ..},
 * which no URL path can carry; a store that is older than this rule may still hold them.
 */
public record MerchantId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");

    /** @throws IllegalArgumentException when the value has another form */
    public MerchantId {
        if (!isStorable(value)) {
            throw new IllegalArgumentException("not a merchant id");
        }
    }

    /** Whether a caller may send it. */
    public static boolean isWellFormed(String value) {
        return isStorable(value) && !value.equals(".") && !value.equals("..");
    }

    /** Whether a store may hold it. */
    public static boolean isStorable(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
