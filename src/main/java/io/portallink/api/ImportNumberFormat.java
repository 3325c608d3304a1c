package io.portallink.api;

import java.util.regex.Pattern;

/**
 * Recognises what a spreadsheet makes of an id of digits: {@code 104217.0}, {@code 104,217}, {@code 1,04217E+11}, and zeros
 * after the fifteenth digit, of which it keeps no more.
 */
final class ImportNumberFormat {

    private static final Pattern DIGITS = Pattern.compile("[0-9]*");
    private static final Pattern FORMATTED =
            Pattern.compile("-?([0-9]+|[0-9]{1,3}([.,'][0-9]{3})+)([.,][0-9]+)?([eE][+-]?[0-9]+)?");

    private static final Pattern TRUNCATED = Pattern.compile("[1-9][0-9]{14}0+");

    private ImportNumberFormat() {}

    static boolean matches(String id) {
        return DIGITS.matcher(id).matches()
                ? TRUNCATED.matcher(id).matches()
                : FORMATTED.matcher(id).matches();
    }
}
