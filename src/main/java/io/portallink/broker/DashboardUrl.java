package io.portallink.broker;

import io.portallink.link.PortalLink;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tenant's own page with {@code portal_link}, {@code state} and {@code reason}; they authenticate nothing. */
public final class DashboardUrl {

    private DashboardUrl() {}

    public static String of(String registered, PortalLink link, @Nullable String reason) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("portal_link", link.id().value());
        if (link.state() != null) {
            parameters.put("state", link.state());
        }
        if (reason != null) {
            parameters.put("reason", reason);
        }
        return RedirectAssembler.withParameters(URI.create(registered), parameters);
    }
}
