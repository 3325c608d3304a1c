package io.portallink.portal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for every URL in the configuration: absolute, https, ASCII, no user-info; plain http only to a loopback host. */
public final class HttpsUrl {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|::1");

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?");

    private HttpsUrl() {}

    /** @throws InvalidConfiguration naming the property, when the value breaks the rule */
    public static URI parse(String property, String value) {
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException ignored) {
            throw new InvalidConfiguration(property, "is not a URL; write one like https://host.example/path");
        }
        if (!value.chars().allMatch(c -> c < 0x80)) { // a Location header can't carry it
            throw new InvalidConfiguration(property, "must be ASCII; percent-encode other characters");
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

    /**
     * A URL to which paths are appended: without a query or fragment, and here without a slash at its end.
     *
     * @throws InvalidConfiguration naming the property, when it is not one
     */
    public static String parseBase(String property, String value) {
        URI uri = parse(property, value);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidConfiguration(property, "must have no query and no fragment");
        }
        return value.replaceAll("/+$", "");
    }

    /**
     * Checks a list of hosts that a redirect may go to: exact names in lower case; a loopback host with its port.
     *
     * @throws InvalidConfiguration naming the property, when an entry could never match
     */
    public static List<String> hosts(String property, List<String> hosts) {
        for (String host : hosts) {
            boolean loopback = host.contains(":") && isLoopback(host.substring(0, host.lastIndexOf(':')));
            if (!HOST.matcher(host).matches() && !(loopback && host.matches(".*:\\d{1,5}"))) {
                throw new InvalidConfiguration(
                        property, "must hold exact host names in lower case, or a loopback host with its port");
            }
        }
        return List.copyOf(hosts);
    }

    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
