package io.github.natcast.streamer.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What must hold beside an attack. Immutable.
 *
 * @param residentMegabytes by how much the process may grow at most meanwhile; 0 when nothing is promised
 * @param joinMillis how long a join may take at most, and none may fail; 0 when nothing is promised
 * @param afterSeconds how long the server is watched after the attack; with {@code everythingBack}, what it held must
 *     be back then
 * @param residentBackMegabytes by how much the process may have grown afterwards; 0 when nothing is promised
 */
record Bounds(
        int residentMegabytes, int joinMillis, int afterSeconds, boolean everythingBack, int residentBackMegabytes) {
    /** No packet is lost and no frame later than this; asked of every attack. */
    private static final double LATEST_MILLIS = 100;
    /** Frames that an encoder or a gate leaves out are not lost packets; contention of the processors costs some. */
    private static final double FRAMES_KEPT = 0.95;

    /** Others' load that leaves no time for this. */
    private static final double LOAD_PER_PROCESSOR = 2;

    private static final int HEAP_MEGABYTES = 10;
    private static final int THREADS = 10;
    private static final int DESCRIPTORS = 20;

    private static final String LATE = "frames late";
    private static final String MISSING = "frames missing";
    private static final String SLOW = "joins slow";
    /** What a busy machine does to anybody. */
    private static final Set<String> TIMES = Set.of(LATE, MISSING, SLOW);

    static final String HOLDS = "holds";
    static final Bounds WATCHERS = new Bounds(0, 0, 6, false, 0);

    Bounds withResident(int megabytes) {
        return new Bounds(megabytes, joinMillis, afterSeconds, everythingBack, residentBackMegabytes);
    }

    Bounds withJoins(int millis) {
        return new Bounds(residentMegabytes, millis, afterSeconds, everythingBack, residentBackMegabytes);
    }

    Bounds withEverythingBackAfter(int seconds) {
        return new Bounds(residentMegabytes, joinMillis, seconds, true, residentBackMegabytes);
    }

    Bounds withResidentBack(int megabytes) {
        return new Bounds(residentMegabytes, joinMillis, afterSeconds, everythingBack, megabytes);
    }

    /** Whether the machine was too busy before the attack to tell: watch again when it is quiet. */
    private static boolean isNoisy(Row row) {
        Swarm.Seen quiet = row.quiet();
        return row.load() > LOAD_PER_PROCESSOR * Runtime.getRuntime().availableProcessors()
                || quiet.lateMillis() > LATEST_MILLIS
                || quiet.lost() > 0
                || quiet.over() > 0;
    }

    /**
     * "holds", or what does not; "unclear" when only times are beyond their bounds, and the machine was busy before the
     * attack.
     */
    String verdict(Row row) {
        List<String> broken = broken(row);
        if (broken.isEmpty()) {
            return row.attack().contains(Tally.WEAK) ? "unclear: the attackers were slow" : HOLDS;
        }
        boolean unclear = isNoisy(row) && TIMES.containsAll(broken);
        return (unclear ? "unclear: " : "FAILS: ") + String.join(", ", broken);
    }

    /** What did not hold; empty when all did. */
    private List<String> broken(Row row) {
        List<String> broken = new ArrayList<>();
        Swarm.Seen under = row.under();
        check(broken, under.lost() == 0, "packets lost");
        check(broken, under.forged() == 0, "packets forged");
        check(broken, under.over() == 0, "watchers gone");
        check(broken, under.lateMillis() <= LATEST_MILLIS, LATE);
        check(broken, under.framesPerSecond() >= FRAMES_KEPT * row.quiet().framesPerSecond(), MISSING);
        check(broken, row.after().over() == 0 && row.after().lost() == 0, "watchers hurt afterwards");
        if (residentMegabytes > 0) {
            long grown = row.peak().residentMegabytes() - row.before().residentMegabytes();
            check(broken, grown <= residentMegabytes, "resident +" + grown + " MB");
        }
        if (joinMillis > 0) {
            Asking.Times joins = row.joins();
            check(broken, joins.failed() == 0, "joins refused");
            check(broken, joins.mostMillis() <= joinMillis, SLOW);
            check(broken, joins.asked() > 0, "no join ended");
        }
        if (everythingBack) {
            check(broken, row.heapAfter() - row.heapBefore() <= HEAP_MEGABYTES, "heap held");
            check(broken, row.end().threads() - row.before().threads() <= THREADS, "threads held");
            check(broken, row.end().descriptors() - row.before().descriptors() <= DESCRIPTORS, "descriptors held");
        }
        if (residentBackMegabytes > 0) {
            long held = row.end().residentMegabytes() - row.before().residentMegabytes();
            check(broken, held <= residentBackMegabytes, "resident +" + held + " MB afterwards");
        }
        broken.addAll(row.attackersFindings());
        return broken;
    }

    private static void check(List<String> broken, boolean holds, String what) {
        if (!holds) {
            broken.add(what);
        }
    }
}
