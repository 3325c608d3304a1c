package io.portallink.api;

import java.util.regex.Pattern;

/**
 * Recognises what spreadsheets and programs write where there is no id, or in its place: an error such as {@code #N/A}, a word
 * for nothing such as {@code NaN}, a formula such as {@code ="0042"}, a date.
 */
final class ImportPlaceholder {

    private static final Pattern ERROR = Pattern.compile("#[A-Z0-9/]*[!?]?|#+");
    private static final Pattern NOTHING = Pattern.compile("(?i)<?n/?a>?|nan|nil|none|null|undefined|true|false|-");
    private static final Pattern FORMULA = Pattern.compile("=.*|'[0-9]+");
    private static final Pattern DATE =
            Pattern.compile("[0-9]{1,4}([/.-])[0-9]{1,2}\\1[0-9]{1,4}|[A-Z][a-z]{2}-[0-9]{2}|[0-9]{1,2}-[A-Z][a-z]{2}");

    private ImportPlaceholder() {}

    static boolean matches(String id) {
        return ERROR.matcher(id).matches()
                || NOTHING.matcher(id).matches()
                || FORMULA.matcher(id).matches()
                || DATE.matcher(id).matches();
    }
}
