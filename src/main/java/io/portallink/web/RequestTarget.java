package io.portallink.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.coyote.http11.Http11InputBuffer;

/**
 * What a request line asks for, of one that Tomcat gave up on.
 *
 * @param path up to the query; empty where there is none
 * @param onlyQueryMalformed whether the path at least holds only {@link #PATH_CHARACTERS}, and a query follows
 */
record RequestTarget(String path, boolean onlyQueryMalformed) {

    /** Blank lines may come before it; the target may be a whole URL, whose host is nobody's concern here. */
    private static final Pattern LINE =
            Pattern.compile("\\s*\\S+[ \\t]+(?:[Hh][Tt]{2}[Pp][Ss]?://[^/?#\\s]*)?([^?#\\s]*)(\\?)?");

    /** What RFC 3986 lets a path hold, for a character class. */
    static final String PATH_CHARACTERS = "\\w.~!$&'()*+,;=:@/%-";

    private static final Pattern WELL_FORMED = Pattern.compile("/[" + PATH_CHARACTERS + "]*");

    static RequestTarget of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.lookingAt()) {
            return new RequestTarget("", false);
        }
        String path = matcher.group(1);
        return new RequestTarget(
                path, matcher.group(2) != null && WELL_FORMED.matcher(path).matches());
    }

    /** From the connection's buffer, at whose start every request stands: Tomcat keeps nothing else of such a line. */
    static RequestTarget sent(Request request) {
        if (request.getCoyoteRequest().getInputBuffer() instanceof Http11InputBuffer buffer) {
            ByteBuffer bytes = buffer.getByteBuffer().duplicate().position(0);
            return of(StandardCharsets.ISO_8859_1.decode(bytes).toString());
        }
        return of("");
    }
}
