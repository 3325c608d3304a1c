package io.portallink.api;

import java.util.List;

/**
 * What became of an import.
 *
 * @param accepted lines that were stored; of several for the same merchant and platform each counts, and the last stays
 * @param refused all lines that were not
 * @param errors what was wrong with the first {@value #MOST_ERRORS} of those; the others are counted only
 */
record ImportView(int accepted, int refused, List<LineError> errors) {

    static final int MOST_ERRORS = 1000;

    /** One line that was refused; the detail never repeats a value. */
    record LineError(int line, String code, String detail) {

        static LineError of(ImportLine.Bad bad) {
            return new LineError(
                    bad.number(), bad.problem().problem().code(), bad.problem().detail());
        }
    }
}
