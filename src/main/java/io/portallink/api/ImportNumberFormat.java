package io.portallink.api;

import io.portallink.broker.Accounts.Registration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises what a spreadsheet makes of an id of digits: {@code 104217.0}, {@code 104,217}, {@code 1,04217E+11}. */
final class ImportNumberFormat {

    private static final Pattern DIGITS = Pattern.compile("[0-9]*");
    private static final Pattern FORMATTED =
            Pattern.compile("-?([0-9]+|[0-9]{1,3}([.,'][0-9]{3})+)([.,][0-9]+)?([eE][+-]?[0-9]+)?");

    private ImportNumberFormat() {}

    /** The fields that look so. */
    static List<String> fields(Registration registration) {
        return Stream.of(
                        isFormatted(registration.merchant().value()) ? "merchant_id" : "",
                        isFormatted(registration.account().value()) ? "account" : "")
                .filter(field -> !field.isEmpty())
                .toList();
    }

    private static boolean isFormatted(String id) {
        return FORMATTED.matcher(id).matches() && !DIGITS.matcher(id).matches();
    }
}
