package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The five who watch beside an attack. Confined to one thread; each of them has one. */
final class Swarm implements AutoCloseable {
    private static final int WATCHERS = 5;

    private final List<Guest> guests = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private long since = System.nanoTime();

    /** What the worst of them saw in a phase: {@code lost} and {@code forged} of all, the others of the worst. */
    record Seen(double framesPerSecond, long lost, long forged, double lateMillis, double gapMillis, int over) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f/s, %d lost, late %.0f, gap %.0f%s%s",
                    framesPerSecond,
                    lost,
                    lateMillis,
                    gapMillis,
                    forged == 0 ? "" : ", " + forged + " FORGED",
                    over == 0 ? "" : ", " + over + " GONE");
        }
    }

    static Swarm join(Addresses addresses, InetSocketAddress server) throws IOException {
        Swarm swarm = new Swarm();
        for (int i = 0; i < WATCHERS; i++) {
            Guest guest = Guest.join(addresses.watcher(i), server);
            swarm.guests.add(guest);
            Watch watch = new Watch(guest.packets());
            swarm.watches.add(watch);
            Thread thread = new Thread(watch, "watch-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return swarm;
    }

    /** Begins a phase. */
    void reset() {
        since = System.nanoTime();
        watches.forEach(Watch::reset);
    }

    /** What was seen in this phase so far. */
    Seen seen() {
        double seconds = (System.nanoTime() - since) / 1e9;
        double rate = Double.MAX_VALUE;
        long lost = 0;
        long forged = 0;
        double late = 0;
        double gap = 0;
        int over = 0;
        for (Watch watch : watches) {
            Watch.Seen seen = watch.seen();
            rate = Math.min(rate, seen.frames() / seconds);
            lost += Math.max(0, seen.lost());
            forged += seen.forged();
            late = Math.max(late, seen.lateMillis());
            gap = Math.max(gap, seen.gapMillis());
            over += seen.over() ? 1 : 0;
        }
        return new Seen(rate, lost, forged, late, gap, over);
    }

    @Override
    public void close() throws IOException {
        for (Guest guest : guests) {
            guest.close();
        }
    }
}
