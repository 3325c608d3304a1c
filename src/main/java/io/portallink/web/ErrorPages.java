package io.portallink.web;

import io.portallink.portal.Problem;

/** What a person reads where an address failed. A problem's own words are for developers; {@code /problems/} has those. */
final class ErrorPages {

    private ErrorPages() {}

    static HtmlPage of(Problem problem) {
        return switch (problem) {
            case NOT_FOUND ->
                HtmlPage.of(
                        null,
                        "There is no page at this address",
                        "Check the address, or go back to the page you came from and start from there.");
            case UNAVAILABLE ->
                HtmlPage.of(
                                null,
                                "We can't answer just now",
                                "Something on our side is out of order. It is not your fault, and nothing is lost.",
                                "Please try again in a few seconds.")
                        .withLink("", "Try again")
                        .withReference();
            case INTERNAL_ERROR ->
                HtmlPage.of(
                                null,
                                "Something went wrong on our side",
                                "It is not your fault. You can try again; if that does not help, please tell the support"
                                        + " of the page you came from, and give the reference below.")
                        .withLink("", "Try again")
                        .withReference();
            default ->
                HtmlPage.of(
                        null,
                        "This did not work",
                        "The address, or the way it was asked for, could not be understood.",
                        "Go back to the page you came from and start from there.");
        };
    }
}
