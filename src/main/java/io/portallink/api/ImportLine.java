package io.portallink.api;

import io.portallink.broker.Accounts.Registration;
import io.portallink.portal.InvalidRequest;

/** What one line of an import says; its number counts every line of the body, from 1. */
sealed interface ImportLine {

    int number();

    /** An account to register. */
    record Good(int number, Registration registration) implements ImportLine {}

    /** Nothing that can be registered. */
    record Bad(int number, InvalidRequest problem) implements ImportLine {

        /** The line as a whole is wrong. */
        static Bad of(int number, String message) {
            return new Bad(number, new InvalidRequest("line", message));
        }
    }
}
