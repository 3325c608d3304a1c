package io.portallink.api;

import io.portallink.api.ImportLine.Good;
import java.util.List;

/**
 * What became of an import.
 *
 * @param accepted accounts that were stored; of several lines for the same merchant and platform the last one
 * @param refused all lines that were not
 * @param errors what was wrong with the first {@value #MAX_ERRORS} of those; the others are counted only
 * @param warnings what looks wrong in lines that were stored; the first {@value #MAX_WARNINGS} of each code
 */
record ImportView(int accepted, int refused, List<LineError> errors, List<LineWarning> warnings) {

    static final int MAX_ERRORS = 1000;
    static final int MAX_WARNINGS = 1000;

    /** One line that was refused; the detail never repeats a value. */
    record LineError(int line, String code, String detail) {

        static LineError of(ImportLine.Bad bad) {
            return new LineError(
                    bad.number(), bad.problem().problem().code(), bad.problem().detail());
        }
    }

    /** One line that was stored and looks wrong; the detail never repeats a value. */
    record LineWarning(int line, String code, String detail) {

        static LineWarning numberFormat(Good line, List<String> fields) {
            return new LineWarning(
                    line.number(),
                    "looks-like-a-number-format",
                    String.join(", ", fields) + ": looks like an id that a spreadsheet wrote as a number");
        }

        static LineWarning placeholder(Good line, List<String> fields) {
            return new LineWarning(
                    line.number(),
                    "looks-like-a-placeholder",
                    String.join(", ", fields)
                            + ": looks like an error, an empty value, a formula or a date, not like an id");
        }

        static LineWarning replaces(Good line, int earlier) {
            return new LineWarning(
                    line.number(),
                    "replaces-earlier-line",
                    "is for the same merchant and platform as line " + earlier + ", which it replaces");
        }
    }
}
