package io.portallink.portal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a misspelt one may have been meant for. */
public final class Spelling {

    private Spelling() {}

    /** The known name with the fewest slips (Levenshtein); none where more than half of the letters would be slips. */
    public static Optional<String> nearest(String misspelt, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> slips(misspelt, name)))
                .filter(name -> slips(misspelt, name) <= name.length() / 2);
    }

    private static int slips(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
