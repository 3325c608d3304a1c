package io.portallink.portal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for every URL in the configuration: absolute, https, no user-info; plain http only to a loopback host. */
public final class HttpsUrl {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|::1");

    private HttpsUrl() {}

    /** @throws InvalidConfiguration naming the property, when the value breaks the rule */
    public static URI parse(String property, String value) {
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException ignored) {
            throw new InvalidConfiguration(property, "is not a URL; write one like https://host.example/path");
        }
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new InvalidConfiguration(property, "must be an absolute https URL without user name or password");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(uri.getHost()))) {
            throw new InvalidConfiguration(property, "must be https; http is for loopback hosts only");
        }
        return uri;
    }

    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
