package io.portallink.api;

import io.portallink.broker.Accounts.Registration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalInt;

/**
 * The line that each account of an import was last in. A hash table without objects, since one body may hold millions of
 * accounts: 12 bytes a slot, 24 MiB when it is full.
 */
final class ImportedAccounts {

    /** A full body has more only where its lines are shorter than 45 bytes. */
    static final int MAX_REMEMBERED = 1_500_000;

    private static final int FIRST_SLOTS = 64;

    private final MessageDigest sha256 = sha256();
    private long[] digests = new long[FIRST_SLOTS];
    private int[] lines = new int[FIRST_SLOTS]; // 0, which is no line, where a slot is free
    private int size;

    /** The earlier line for the same merchant and platform, if there was one. */
    OptionalInt replaced(ImportLine.Good line) {
        long digest = digest(line.registration());
        int slot = slot(digest);
        int earlier = lines[slot];
        if (earlier == 0 && size == MAX_REMEMBERED) {
            return OptionalInt.empty();
        }
        digests[slot] = digest;
        lines[slot] = line.number();
        if (earlier != 0) {
            return OptionalInt.of(earlier);
        }
        size++;
        if (size > lines.length / 4 * 3) {
            grow();
        }
        return OptionalInt.empty();
    }

    /** Where it is, or the free one where it would be. */
    private int slot(long digest) {
        int slot = (int) digest & (lines.length - 1);
        while (lines[slot] != 0 && digests[slot] != digest) {
            slot = (slot + 1) & (lines.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldDigests = digests;
        int[] oldLines = lines;
        digests = new long[oldLines.length * 2];
        lines = new int[oldLines.length * 2];
        for (int i = 0; i < oldLines.length; i++) {
            if (oldLines[i] != 0) {
                int slot = slot(oldDigests[i]);
                digests[slot] = oldDigests[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    /** Eight bytes: among so many accounts two share them once in ten million imports. */
    private long digest(Registration registration) {
        String account = registration.platform() + " " + registration.merchant();
        return ByteBuffer.wrap(sha256.digest(account.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
