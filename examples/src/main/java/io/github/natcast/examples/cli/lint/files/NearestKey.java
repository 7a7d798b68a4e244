package io.github.natcast.examples.cli.lint.files;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds what a mistyped key was meant to be. */
final class NearestKey {
    private static final int MAXIMUM_LENGTH = 60;

    private NearestKey() {}

    /** The same letters in another spelling first ({@code remote_port}), then up to two other letters. */
    static Optional<String> of(String key, Set<String> known) {
        if (key.length() > MAXIMUM_LENGTH) {
            return Optional.empty();
        }
        String letters = letters(key);
        return known.stream()
                .filter(right -> letters(right).equals(letters))
                .sorted()
                .findFirst()
                .or(() -> known.stream()
                        .filter(right -> distance(letters(right), letters) <= limit(letters))
                        .min(Comparator.<String>comparingInt(right -> distance(letters(right), letters))
                                .thenComparing(Comparator.naturalOrder())));
    }

    private static int limit(String letters) {
        return letters.length() < 4 ? 0 : letters.length() < 8 ? 1 : 2;
    }

    private static String letters(String key) {
        return key.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /** Of Levenshtein: letters to add, to leave out, and to change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
