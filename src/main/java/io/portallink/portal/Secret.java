package io.portallink.portal;

/** Text that must not be shown: a credential or an account value. Masks itself wherever it is printed. */
public record Secret(String value) {

    /** Long enough a text that its first characters tell accounts apart without giving one away. */
    private static final int SHOWN_FROM = 12;

    private static final int SHOWN = 7;

    private static final String MASK = "••••";

    /** The first characters of a long value and a mask: {@code user_a1••••}; of a short one the mask alone. */
    public String masked() {
        return value.length() < SHOWN_FROM ? MASK : value.substring(0, SHOWN) + MASK;
    }

    @Override
    public String toString() {
        return MASK;
    }
}
