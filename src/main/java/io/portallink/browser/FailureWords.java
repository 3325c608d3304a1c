package io.portallink.browser;

import io.portallink.portal.PortalFailure;
import java.time.Duration;

/** What a merchant is told when the platform failed: why, and what helps. Never the platform's own text. */
final class FailureWords {

    private FailureWords() {}

    static String cause(PortalFailure failure) {
        return switch (failure.problem()) {
            case PLATFORM_RATE_LIMITED -> "The shipping provider is very busy just now.";
            case PLATFORM_UNAVAILABLE -> "The shipping provider can't be reached just now.";
            case PLATFORM_TIMEOUT -> "The shipping provider took too long to answer.";
            case ACCOUNT_REJECTED -> "The shipping provider does not know your account.";
            case PLATFORM_CREDENTIALS_REJECTED -> "The shipping provider did not accept our connection.";
            default -> "The shipping provider's answer could not be used.";
        };
    }

    /** @param support whom to tell where trying again may not help */
    static String advice(PortalFailure failure, String support) {
        return switch (failure.problem()) {
            case PLATFORM_RATE_LIMITED, PLATFORM_UNAVAILABLE, PLATFORM_TIMEOUT -> "Please try again " + when(failure);
            case ACCOUNT_REJECTED ->
                "If your account is new, try again in a minute. If that does not help, please tell " + support + ".";
            default -> "It is not your fault. You can try again; if that does not help, please tell " + support + ".";
        };
    }

    private static String when(PortalFailure failure) {
        long seconds = failure.retryAfter().map(Duration::toSeconds).orElse(0L);
        if (seconds <= 10) {
            return "in a few seconds.";
        }
        return seconds <= 90 ? "in about a minute." : "in a few minutes.";
    }
}
