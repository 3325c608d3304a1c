package io.portallink.portal;

/** Something that was asked for and can't be honoured, by the platform or by the broker. */
public enum Warning {
    RETURN_URL_UNSUPPORTED(
            "return-url-unsupported", "This platform takes no return URL per link: the merchant is not sent back."),
    REFRESH_URL_UNSUPPORTED(
            "refresh-url-unsupported", "This platform takes no refresh URL: an expired portal is not renewed by it."),
    THEME_UNSUPPORTED("theme-unsupported", "This platform takes no theme: theme_id was not sent."),
    PREFILL_UNSUPPORTED("prefill-unsupported", "This platform can't pre-fill onboarding: prefill was not sent."),
    PAGE_UNSUPPORTED("page-unsupported", "This platform lacks the page: its front page is opened instead."),
    SESSION_NOT_ENDED(
            "session-not-ended",
            "The link had been opened: a session that the platform started goes on until the platform ends it.");

    private final String code;
    private final String detail;

    Warning(String code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }
}
