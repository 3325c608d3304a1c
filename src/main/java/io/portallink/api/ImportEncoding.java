package io.portallink.api;

import io.portallink.portal.InvalidRequest;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refuses an import as a whole that is compressed or in another encoding than UTF-8, before any line of it is read. */
final class ImportEncoding {

    private static final int LOOKED_AT = 6;
    private static final char NUL = '\0';

    /** What files begin with: gzip, compress, zip (and so xlsx), an Excel file of old, 7z, rar, bzip2, xz, zstd. */
    private static final List<String> COMPRESSED = List.of(
            "\u001f\u008b",
            "\u001f\u009d",
            "PK\u0003\u0004",
            "PK\u0005\u0006",
            "PK\u0007\u0008",
            "\u00d0\u00cf\u0011\u00e0",
            "7z\u00bc\u00af",
            "Rar!",
            "BZh",
            "\u00fd7zXZ",
            "(\u00b5/\u00fd");

    /** Byte order marks of UTF-16; those of UTF-32 begin with them, or with a zero. */
    private static final List<String> MARKS = List.of("\u00fe\u00ff", "\u00ff\u00fe");

    private ImportEncoding() {}

    /**
     * The same bytes.
     *
     * @throws ProblemException 415, when the first of them are those of a compressed file
     * @throws InvalidRequest when they are those of UTF-16 or UTF-32
     */
    static InputStream requireUtf8(InputStream in) throws IOException {
        byte[] first = in.readNBytes(LOOKED_AT);
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (COMPRESSED.stream().anyMatch(text::startsWith)) {
            throw compressed();
        }
        if (MARKS.stream().anyMatch(text::startsWith) || text.indexOf(NUL) >= 0) {
            throw new InvalidRequest("body", "is UTF-16 or UTF-32; save it as UTF-8");
        }
        return new SequenceInputStream(new ByteArrayInputStream(first), in);
    }

    private static ProblemException compressed() {
        return new ProblemException(
                Problem.UNSUPPORTED_MEDIA_TYPE,
                "The body is compressed. It must be the text itself, application/x-ndjson or text/csv in UTF-8.");
    }
}
