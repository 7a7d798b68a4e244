package io.github.natcast.streamer.attack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an attacker did, and what it got for it. Thread-safe. */
final class Tally {
    /** In the text of an attack that was too slow to prove anything. */
    static final String WEAK = "WEAK";

    private static final String FOUND = "BROKEN ";

    private final Map<String, Long> counts = new TreeMap<>();

    synchronized void count(String what) {
        add(what, 1);
    }

    synchronized void add(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** Keeps the largest. */
    synchronized void most(String what, long value) {
        counts.merge(what, value, Math::max);
    }

    synchronized long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Something that must not be, which makes the attack's row fail. */
    synchronized void found(String what) {
        add(FOUND + what, 1);
    }

    /** Notes what was reached of a rate: with less than half of it nothing is proved. */
    synchronized void reached(long perSecond, long asked) {
        most("a second", perSecond);
        if (perSecond < asked / 2) {
            add(WEAK, 1);
        }
    }

    synchronized List<String> findings() {
        return counts.keySet().stream()
                .filter(what -> what.startsWith(FOUND))
                .map(what -> what.substring(FOUND.length()))
                .toList();
    }

    /** One line, which {@link #parse} reads. */
    @Override
    public synchronized String toString() {
        StringBuilder line = new StringBuilder();
        counts.forEach((what, count) -> line.append(line.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(what));
        return line.toString();
    }

    static Tally parse(String line) {
        Tally tally = new Tally();
        for (String part : line.split(", ", -1)) {
            int space = part.indexOf(' ');
            if (space > 0) {
                tally.add(part.substring(space + 1), Long.parseLong(part.substring(0, space)));
            }
        }
        return tally;
    }
}
