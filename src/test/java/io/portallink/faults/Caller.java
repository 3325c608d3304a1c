package io.portallink.faults;

import java.util.List;

/** Who asks, and how. */
enum Caller {
    API_DIRECT("direct", "API, JSON"),
    API_REDIRECT("direct", "browser, sent on by the API (text/html)"),
    API_LAUNCH("launch", "API, JSON"),
    BROWSER_LINK("launch", "browser, link"),
    BROWSER_BUTTON("launch", "browser, button"),
    BROWSER_REFRESH("launch", "browser, refresh"),
    BROWSER_FIVE_TIMES("launch", "browser, button, five times");

    static final List<Caller> ONCE =
            List.of(API_DIRECT, API_REDIRECT, API_LAUNCH, BROWSER_LINK, BROWSER_BUTTON, BROWSER_REFRESH);
    static final List<Caller> DIRECT = List.of(API_DIRECT, API_REDIRECT);
    static final List<Caller> BROWSER = List.of(BROWSER_LINK, BROWSER_BUTTON, BROWSER_REFRESH);

    private final String mode;
    private final String label;

    Caller(String mode, String label) {
        this.mode = mode;
        this.label = label;
    }

    String mode() {
        return mode;
    }

    String label() {
        return label;
    }

    boolean direct() {
        return mode.equals("direct");
    }
}
