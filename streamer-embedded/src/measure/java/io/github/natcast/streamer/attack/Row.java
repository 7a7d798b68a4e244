package io.github.natcast.streamer.attack;

import java.util.List;
import java.util.Locale;

/**
 * What one attack did. Immutable; one row of the table.
 *
 * @param attackersFindings what the attackers themselves found that must not be
 * @param load average of the machine's last minute before the attack
 */
record Row(
        String name,
        Swarm.Seen quiet,
        Swarm.Seen under,
        Swarm.Seen after,
        Asking.Times quietJoins,
        Asking.Times joins,
        Asking.Times health,
        ProcessReading before,
        ProcessReading peak,
        ProcessReading end,
        long heapBefore,
        long heapAfter,
        double cores,
        double logMegabytes,
        double load,
        String attack,
        List<String> attackersFindings) {

    static final String HEAD = """
            Watchers: frames/s of the slowest, packets lost by all, latest frame and longest time between two (ms).
            Joins and health: median/longest. Memory, threads, descriptors: before/peak/after.

            | attack | quiet | under attack | after | joins quiet | joins beside | /healthz | resident MB | heap MB | threads | descriptors | cores | log MB | load | the attackers' count | verdict |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

    String text(Bounds bounds) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s | %d/%d/%d | %d/%d | %d/%d/%d | %d/%d/%d | %.2f | %.1f | %.1f | %s | %s |",
                name,
                quiet,
                under,
                after,
                quietJoins,
                joins,
                health,
                before.residentMegabytes(),
                peak.residentMegabytes(),
                end.residentMegabytes(),
                heapBefore,
                heapAfter,
                before.threads(),
                peak.threads(),
                end.threads(),
                before.descriptors(),
                peak.descriptors(),
                end.descriptors(),
                cores,
                logMegabytes,
                load,
                attack,
                bounds.verdict(this));
    }
}
