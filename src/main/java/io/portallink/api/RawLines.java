package io.portallink.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into lines of UTF-8, ended by LF, CRLF or CR. Of a line that is longer than may be, only so much is held;
 * the rest of it is passed over.
 */
final class RawLines {

    /** In bytes, without the line end. */
    static final int LONGEST = 32 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final byte[] chunk = new byte[8 * 1024];
    private final byte[] line = new byte[LONGEST];
    private int at;
    private int end;
    private int number;
    private boolean afterCarriageReturn;

    RawLines(InputStream in) {
        this.in = in;
    }

    /** The next line, blank ones too; {@code null} at the end. */
    @Nullable
    RawLine next() throws IOException {
        int next = read();
        if (afterCarriageReturn && next == '\n') {
            next = read(); // the rest of the last line's end
        }
        afterCarriageReturn = false;
        if (next == -1) {
            return null;
        }
        int length = 0;
        for (; next != -1 && next != '\n' && next != '\r'; next = read()) {
            if (length < line.length) {
                line[length] = (byte) next;
            }
            length++;
        }
        afterCarriageReturn = next == '\r';
        number++;
        return line(length);
    }

    private RawLine line(int length) {
        if (length > LONGEST) {
            return new RawLine.Unreadable(number, "is longer than 32 KiB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
            return new RawLine.Text(number, number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException ignored) {
            return new RawLine.Unreadable(number, "is not well-formed UTF-8");
        }
    }

    private int read() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(in.read(chunk), 0);
            if (end == 0) {
                return -1;
            }
        }
        return chunk[at++] & 0xff;
    }
}
