package io.github.natcast.streamer.internal.limits;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Whether the process has file descriptors left for connections. A share of them is kept for what else needs one:
 * media, sources, and the answer to who is refused. Thread-safe.
 *
 * <p>To count them, the JVM lists a directory; so they are counted only when those that were free the last time may be
 * half used up, or a second has passed.
 */
public final class Descriptors {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long MOST_KEPT = 64;
    private static final long KEPT_SHARE = 4;

    private final long kept;
    private final long most;
    private final LongSupplier open;
    private final LongSupplier nanoTime;
    private long free;
    private long unseen;
    private long countedAt;

    /**
     * @param most that the process may have open
     * @param open how many it has open
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    Descriptors(long most, LongSupplier open, LongSupplier nanoTime) {
        this.most = most;
        this.open = open;
        this.nanoTime = nanoTime;
        count(nanoTime.getAsLong());
        kept = Math.min(MOST_KEPT, Math.max(0, free) / KEPT_SHARE);
    }

    /** Of this process; where the system does not tell, any number is free. */
    public static Descriptors ofProcess() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            return new Descriptors(
                    unix.getMaxFileDescriptorCount(), unix::getOpenFileDescriptorCount, System::nanoTime);
        }
        return new Descriptors(Long.MAX_VALUE, () -> 0, System::nanoTime);
    }

    /** Counts a new connection. False when it took one of those that are kept for other things. */
    public synchronized boolean enter() {
        unseen++;
        long now = nanoTime.getAsLong();
        if (unseen > (free - kept) / 2 || now - countedAt > SECOND_NANOS) {
            count(now);
        }
        return free >= kept;
    }

    private void count(long now) {
        try {
            free = most - open.getAsLong();
        } catch (InternalError noDescriptor) { // to count them takes one
            free = 0;
        }
        unseen = 0;
        countedAt = now;
    }
}
