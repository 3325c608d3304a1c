package io.portallink.sandbox;

import io.portallink.portal.Secret;
import java.util.regex.Pattern;

/** What the sandbox shows of one-time secrets: that they were there. */
final class Masks {

    private static final String MASK = "••••";
    private static final Pattern TICKET = Pattern.compile("(launch|refresh|return)/[A-Za-z0-9._~-]{20,}");
    private static final Pattern PARAMETER = Pattern.compile("(session_id|token)=[^&\"\\s]+");
    private static final Pattern MEMBER = Pattern.compile("(\"token\"\\s*:\\s*\")[^\"]+");

    private Masks() {}

    /** Masks the broker's tickets, the platforms' sessions and tokens, and the account's value. */
    static String secrets(String text, String account) {
        String masked = TICKET.matcher(text).replaceAll("$1/" + MASK);
        masked = PARAMETER.matcher(masked).replaceAll("$1=" + MASK);
        masked = MEMBER.matcher(masked).replaceAll("$1" + MASK);
        return account.isEmpty() ? masked : masked.replace(account, account(account));
    }

    static String account(String account) {
        return new Secret(account).masked();
    }

    /** The first four characters, enough to tell two sessions apart on a page. */
    static String session(String id) {
        return id.substring(0, Math.min(4, id.length())) + MASK;
    }

    /** A token begins with a header that is the same in all: what comes after its first dot tells it from another. */
    static String token(String token) {
        return MASK + "." + session(token.substring(token.indexOf('.') + 1));
    }
}
