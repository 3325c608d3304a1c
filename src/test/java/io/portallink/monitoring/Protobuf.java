package io.portallink.monitoring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One protobuf message, as far as OTLP's spans need it read: bytes, texts and messages by field number. */
record Protobuf(List<Field> fields) {

    /** @param bytes what a field of variable length holds, each as a character; of a number, its low byte */
    record Field(int number, String bytes) {}

    static Protobuf of(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            fields.add(new Field(tag >>> 3, value(tag & 7, in)));
        }
        return new Protobuf(fields);
    }

    List<Protobuf> messages(int number) {
        return all(number)
                .map(bytes -> of(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .toList();
    }

    /** ASCII; empty where the field is not there. */
    String text(int number) {
        return all(number).findFirst().orElse("");
    }

    String hex(int number) {
        return HexFormat.of().formatHex(text(number).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** 0 where the field is not there. */
    int small(int number) {
        return text(number).isEmpty() ? 0 : text(number).charAt(0);
    }

    private Stream<String> all(int number) {
        return fields.stream().filter(field -> field.number() == number).map(Field::bytes);
    }

    private static String value(int wireType, ByteBuffer in) {
        return switch (wireType) {
            case 0 -> String.valueOf((char) (varint(in) & 0xFF));
            case 1 -> bytes(in, 8);
            case 2 -> bytes(in, (int) varint(in));
            case 5 -> bytes(in, 4);
            default -> throw new IllegalArgumentException("wire type " + wireType);
        };
    }

    private static String bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
