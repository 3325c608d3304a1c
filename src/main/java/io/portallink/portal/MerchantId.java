package io.portallink.portal;

import java.util.regex.Pattern;

/** A tenant's own id of its customer: 1 to 128 of {@code A-Z a-z 0-9 . _ : @ -}. */
public record MerchantId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");

    /** @throws IllegalArgumentException when the value has another form */
    public MerchantId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a merchant id");
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
