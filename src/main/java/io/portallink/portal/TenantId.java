package io.portallink.portal;

import java.util.regex.Pattern;

/** The configured name of a tenant: 1 to 64 of {@code A-Z a-z 0-9 . _ -}. */
public record TenantId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException when the value has another form */
    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a tenant id: use 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
