package io.portallink.portal;

import java.util.Locale;
import java.util.Optional;

/** Every problem that a caller or a browser can meet: its code, HTTP status, title, and its cause and remedy in plain words. */
public enum Problem {
    INVALID_REQUEST(
            400,
            "Invalid request",
            "Something in the request is missing, unknown, of the wrong type, too long, or contradicts another field.",
            "Read errors[]: it names each field and what is wrong with it. Sending the same request again does not help."),
    UNAUTHORIZED(
            401,
            "Unauthorized",
            "The API key is missing or not known.",
            "Send Authorization: Bearer with one of the tenant's API keys. Keys are configured by their SHA-256."),
    FORBIDDEN(
            403,
            "Forbidden",
            "The API key is known but lacks the scope for this call.",
            "Use a key with the scope links for portal links and platforms, merchants for everything else."),
    MERCHANT_NOT_FOUND(
            404,
            "Merchant not found",
            "This tenant has registered no account for the merchant.",
            "Register one with PUT /v1/merchants/{merchant_id}/accounts/{platform}, or send platform and account in the request."),
    ACCOUNT_NOT_FOUND(
            404,
            "Account not found",
            "The merchant has accounts, but none at this platform.",
            "Register one with PUT /v1/merchants/{merchant_id}/accounts/{platform}, or ask for another platform."),
    LINK_NOT_FOUND(
            404,
            "Portal link not found",
            "This tenant has no portal link with that id, or it is past its retention.",
            "Check the id, and the key: a link belongs to the tenant that created it."),
    PLATFORM_NOT_FOUND(
            404,
            "Platform not found",
            "The path names a platform that this broker does not know.",
            "GET /v1/platforms lists the platforms."),
    NOT_FOUND(404, "Not found", "There is nothing at this address.", "Check the path."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The address exists, but not for this HTTP method.",
            "Use one of the methods in the Allow header."),
    NOT_ACCEPTABLE(
            406,
            "Not acceptable",
            "The Accept header allows neither JSON nor HTML.",
            "Send Accept: application/json, or none at all."),
    IDEMPOTENCY_IN_FLIGHT(
            409,
            "Request in flight",
            "A request with the same Idempotency-Key has not ended yet.",
            "Wait a moment and send the same request again."),
    PAYLOAD_TOO_LARGE(
            413,
            "Payload too large",
            "The body is larger than this call takes.",
            "Keep the body within 32 KiB, an import's within 64 MiB; split a larger one."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The body is not of the type that this call takes, not in UTF-8, or compressed.",
            "Send Content-Type: application/json; for an import application/x-ndjson or text/csv. The body must be UTF-8,"
                    + " without a Content-Encoding."),
    IDEMPOTENCY_MISMATCH(
            422,
            "Idempotency key used for another request",
            "The Idempotency-Key was already used with a different request.",
            "Use a new key for each new request."),
    PLATFORM_AMBIGUOUS(
            422,
            "Platform ambiguous",
            "The merchant has accounts on several enabled platforms, and the request names none.",
            "Send platform."),
    PLATFORM_NOT_ENABLED(
            422,
            "Platform not enabled",
            "The platform is switched off, or the tenant has no credential for it.",
            "Enable the platform and configure the tenant's credential, or ask for another platform."),
    PAGE_NOT_SUPPORTED(
            422,
            "Page not supported",
            "The platform has no such page.",
            "Ask for one of supported_pages, or send page_fallback: true to get the front page instead."),
    RETURN_URL_NOT_REGISTERED(
            422,
            "Return URL not registered",
            "return_url is not one of the tenant's registered return URLs, character for character.",
            "Register the URL in the broker's configuration, or leave the field out to get the first registered one."),
    REFRESH_URL_NOT_REGISTERED(
            422,
            "Refresh URL not registered",
            "refresh_url is not one of the tenant's registered refresh URLs, character for character.",
            "Register the URL in the broker's configuration, or leave the field out to get the first registered one."),
    ACCOUNT_REJECTED(
            422,
            "Account rejected by the platform",
            "The platform does not know the merchant's account, or has closed it.",
            "Check the account's value. A just-made ShipEngine sandbox account can take about 30 seconds to be known."),
    RATE_LIMITED(
            429,
            "Rate limited",
            "The tenant has sent more requests in a minute than it may.",
            "Wait for the seconds in Retry-After."),
    INTERNAL_ERROR(
            500,
            "Internal error",
            "The broker has a bug.",
            "Report it with the request id; the log has the rest under that id."),
    PLATFORM_CREDENTIALS_REJECTED(
            502,
            "Platform credentials rejected",
            "The platform refused the tenant's credential: wrong, inactive, a test key, or not allowed to do this.",
            "Correct the tenant's credential for this platform. EasyPost's portal takes production keys only."),
    PLATFORM_REJECTED_REQUEST(
            502,
            "Platform rejected the request",
            "The platform refused the request with an error that has no better name here.",
            "Ask the platform's support with platform_request_id."),
    PLATFORM_INVALID_RESPONSE(
            502,
            "Invalid response from the platform",
            "The platform answered, but not with anything usable: unreadable, about another account,"
                    + " or a URL that is not https or on an unknown host.",
            "Try again; if it stays, check the platform's redirect-hosts and base-url in the configuration."),
    PLATFORM_RATE_LIMITED(
            503,
            "Platform rate limit",
            "The platform asked to slow down, or the budget that protects its limit is used up.",
            "Wait for the seconds in Retry-After."),
    PLATFORM_UNAVAILABLE(
            503,
            "Platform unavailable",
            "The platform is out of order or can't be reached, or is being left alone for a while because it was.",
            "Wait for the seconds in Retry-After."),
    UNAVAILABLE(
            503,
            "Broker unavailable",
            "The broker's own store does not answer, or can't be written.",
            "Try again in a few seconds; if it stays, look at the database."),
    PLATFORM_TIMEOUT(
            504, "Platform timeout", "The platform gave no usable answer in time.", "Try again in a few seconds.");

    private final int status;
    private final String title;
    private final String cause;
    private final String remedy;

    Problem(int status, String title, String cause, String remedy) {
        this.status = status;
        this.title = title;
        this.cause = cause;
        this.remedy = remedy;
    }

    /** The contract's word for it, such as {@code merchant-not-found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String cause() {
        return cause;
    }

    public String remedy() {
        return remedy;
    }

    public static Optional<Problem> fromCode(String code) {
        for (Problem problem : values()) {
            if (problem.code().equals(code)) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
