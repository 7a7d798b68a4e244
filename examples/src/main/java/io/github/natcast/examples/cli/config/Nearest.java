package io.github.natcast.examples.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that somebody meant. Stateless. */
final class Nearest {
    /** Longer words are nobody's typing error, and the distance takes time by both lengths. */
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The word with the fewest single-letter changes to it, if they are at most a third of its letters. */
    static Optional<String> to(String wrong, Collection<String> known) {
        return known.stream()
                .filter(word -> wrong.length() <= LONGEST)
                .filter(word -> distance(wrong, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt((String word) -> distance(wrong, word))
                        .thenComparing(word -> word));
    }

    /** Levenshtein's distance. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
