package io.portallink.web;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** The real {@link ErrorAdvice} and {@link HtmlPages} without a server. */
public final class WebKit {

    private static final HtmlPages PAGES = new HtmlPages();

    private WebKit() {}

    public static HtmlPages pages() {
        return PAGES;
    }

    /** What a caller gets for an exception that a call under {@code /v1} ended in. */
    public static MockHttpServletResponse answer(JsonMapper json, Exception e) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new ErrorAdvice(new ProblemAnswers(new ProblemResponses(json), PAGES))
                .handle(e, new MockHttpServletRequest("POST", "/v1/portal-links"), response);
        return response;
    }
}
