package io.portallink.portal;

import java.util.regex.Pattern;

/** The rule for the text of every setting: nothing in it that an operator can't see, and that would be sent all the same. */
public final class SettingText {

    /** Control and format characters, line separators, lone surrogates, letters that are drawn as blanks, selectors of variants. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\u034F\\u115F\\u1160\\u180B-\\u180F\\u2800\\u3164"
                    + "\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]");

    /** Emoji and Persian are written with these: zero width joiner and non-joiner, and the selector of the emoji's form. */
    private static final Pattern JOINERS = Pattern.compile("[\\u200C\\u200D\\uFE0F]");

    private static final Pattern OUTER_SPACE = Pattern.compile("^\\s|\\s\\z", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");

    private SettingText() {}

    /** @throws InvalidConfiguration naming the setting, when something in its value can't be seen */
    public static void check(String property, String value) {
        if (OUTER_SPACE.matcher(value).find()) {
            throw new InvalidConfiguration(
                    property, "begins or ends with white space; remove it (a line end too, such as echo adds)");
        }
        if (INVISIBLE.matcher(value).find()) {
            throw new InvalidConfiguration(
                    property, "holds a control character or one that can't be seen; write it anew by hand");
        }
    }

    /**
     * For a text that people read on a page, and that goes nowhere else.
     *
     * @throws InvalidConfiguration as {@link #check} does, but not for what joins letters
     */
    public static void checkShown(String property, String value) {
        check(property, JOINERS.matcher(value).replaceAll("x"));
    }

    /**
     * A secret goes into a header, which carries no more than this.
     *
     * @throws InvalidConfiguration naming the setting, when its value is not visible ASCII from end to end
     */
    public static Secret secret(String property, String value) {
        if (!VISIBLE_ASCII.matcher(value).matches()) {
            check(property, value); // which has the more telling reasons
            throw new InvalidConfiguration(property, "must be visible ASCII characters without a space");
        }
        return new Secret(value);
    }
}
