package io.github.natcast.streamer.attack;

/** So many things a second, as long as the machine keeps up. Confined to one thread. */
final class Pace {
    private static final int MOST_AT_ONCE = 1_000;

    private final long begun = System.nanoTime();
    private final int perSecond;
    private long done;

    Pace(int perSecond) {
        this.perSecond = perSecond;
    }

    /** How many are due now; they count as done. */
    int due() {
        long owed = (System.nanoTime() - begun) * perSecond / 1_000_000_000L - done;
        int due = (int) Math.min(owed, MOST_AT_ONCE);
        done += due;
        return due;
    }

    void tell(Tally tally) {
        tally.add("sent", done);
        tally.reached(done * 1_000_000_000L / (System.nanoTime() - begun), perSecond);
    }
}
