package io.portallink.broker;

import io.portallink.portal.HttpsUrl;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.util.UriUtils;

/**
 * Completes and checks the URL that a browser is sent to. Knows no platform: which parameters to set and which hosts are
 * allowed comes with the URL. Everything that was there stays byte for byte, but for parameters that are replaced.
 */
final class RedirectAssembler {

    private static final int LONGEST = 8192;
    private static final int HTTPS_PORT = 443;

    private RedirectAssembler() {}

    /** @throws PortalFailure.InvalidResponse when the URL may not be handed to a browser */
    static String assemble(PortalUrl answer) {
        URI uri = parse(answer);
        if (!allowed(uri, answer.hosts())) {
            throw invalid("the URL's scheme, host or port is not allowed", answer);
        }
        return withParameters(uri, answer.parameters());
    }

    /**
     * The URL with the parameters set: namesakes replaced however they are spelt, values encoded, a fragment kept last. Done
     * on the raw text, since the builders at hand tidy up: double slashes, empty parts and the order of the others.
     */
    static String withParameters(URI uri, Map<String, String> parameters) {
        String text = uri.toString();
        if (parameters.isEmpty()) {
            return text;
        }
        String fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
        String query = uri.getRawQuery();
        String head = text.substring(0, text.length() - fragment.length() - (query == null ? 0 : query.length() + 1));
        List<String> pairs =
                new ArrayList<>(query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1)));
        pairs.removeIf(pair -> parameters.containsKey(decoded(pair.split("=", 2)[0])));
        parameters.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
        return head + "?" + String.join("&", pairs) + fragment;
    }

    private static URI parse(PortalUrl answer) {
        if (answer.url().length() > LONGEST) {
            throw invalid("the URL is too long", answer);
        }
        try {
            URI uri = new URI(answer.url());
            if (uri.getScheme() == null || uri.getHost() == null || !isAscii(answer.url())) {
                throw invalid("the URL is not absolute", answer);
            }
            if (uri.getRawUserInfo() != null) {
                throw invalid("the URL has user-info", answer);
            }
            return uri;
        } catch (URISyntaxException ignored) {
            throw invalid("the URL is malformed", answer);
        }
    }

    private static boolean allowed(URI uri, List<String> hosts) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean standardPort = uri.getPort() == -1 || uri.getPort() == HTTPS_PORT;
        if (scheme.equals("https") && standardPort && hosts.contains(host)) {
            return true;
        }
        // for the sandbox and for tests: a loopback host that is listed with its port
        return (scheme.equals("http") || scheme.equals("https"))
                && HttpsUrl.isLoopback(host)
                && hosts.contains(host + ":" + uri.getPort());
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String name) {
        try {
            return UriUtils.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ignored) {
            return name;
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static PortalFailure invalid(String what, PortalUrl answer) {
        return new PortalFailure.InvalidResponse(what, answer.requestId());
    }
}
