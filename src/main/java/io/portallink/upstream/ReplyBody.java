package io.portallink.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.entity.DeflateInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform's body, from bytes to JSON. */
final class ReplyBody {

    /** What we can decode, and ask for. */
    static final String ACCEPT_ENCODING = "gzip, deflate";

    static final int MAX_BYTES = 256 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Set<String> NOT_ASKED_FOR = Set.of("br", "compress", "dcb", "dcz", "x-compress", "zstd");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReplyBody() {}

    /** @throws IOException when it breaks off, or has more than {@value #MAX_BYTES} bytes */
    static byte[] read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("too large");
        }
        return bytes;
    }

    /**
     * @param codings as applied, in their order; what is no content coding, such as the name of a character set, is ignored
     * @throws IOException when the body is not what they say
     */
    static byte[] decode(byte[] bytes, List<String> codings) throws IOException {
        byte[] decoded = bytes;
        for (String coding : codings.reversed()) {
            String name = coding.toLowerCase(Locale.ROOT);
            if (NOT_ASKED_FOR.contains(name)) {
                throw new IOException("a content coding that was not asked for");
            }
            decoded = switch (name) {
                case "gzip", "x-gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(decoded)));
                case "deflate" -> read(new DeflateInputStream(new ByteArrayInputStream(decoded)));
                default -> decoded;
            };
        }
        return decoded;
    }

    /** By the bytes, whatever the answer says of its type; a missing node where they are not JSON. */
    static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException ignored) {
            return parse(new String(bytes, StandardCharsets.UTF_8)); // a name that is not UTF-8 loses no link
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (JacksonException ignored) {
            return JSON.missingNode();
        }
    }
}
