package io.github.natcast.streamer.internal.monitoring.host;

import java.util.Locale;
import java.util.Optional;

/**
 * What samples of the host mean, each in a sentence that ends with what to do; empty while all is well. What compares a
 * value with a limit wants less of it to end than to begin. Stateless.
 */
final class HostRules {
    /** Two pictures at 50 a second: what comes later is seen as a jerk. */
    static final long LATE_NANOS = 50_000_000;

    /** Of packets, in thousandths: fewer are lost on every network. */
    private static final long LOST_PER_MILLE = 5;

    private static final long LOST_AT_LEAST = 10;
    private static final long STEP_MILLIS = 500;
    private static final long SECOND_NANOS = 1_000_000_000;

    private HostRules() {}

    /**
     * Judges one condition.
     *
     * @param before the oldest sample that is kept, some seconds old
     * @param isOn whether the condition has begun
     */
    static Optional<String> judge(HostCondition condition, HostSample before, HostSample now, boolean isOn) {
        return switch (condition) {
            case SENDER_LATE -> senderLate(now);
            case ENCODER_SLOW -> EncoderRule.judge(before, now);
            case SEND_BUFFER_FULL -> sendBufferFull(before, now);
            case RECEIVE_BUFFER_FULL -> receiveBufferFull(before, now);
            case DESCRIPTORS_TOO_FEW -> descriptorsTooFew(now.descriptors());
            case DESCRIPTORS_USED_UP -> descriptorsUsedUp(now.descriptors(), isOn);
            case CLOCK_STEPPED -> clockStepped(before, now);
            case HEAP_FULL -> heapFull(now.memory(), isOn);
            case MEMORY_LOW -> memoryLow(now.memory(), isOn);
        };
    }

    private static Optional<String> senderLate(HostSample now) {
        // Without viewers nobody suffers, and a host may sleep.
        return now.senderLateNanos() < LATE_NANOS || now.descriptors().viewers() == 0
                ? Optional.empty()
                : Optional.of("a thread that sends media came " + now.senderLateNanos() / 1_000_000
                        + " ms late, and from " + LATE_NANOS / 1_000_000 + " ms on pictures come in jerks: the host is"
                        + " too busy, or garbage collections take long (-Xlog:gc tells). Give the process more"
                        + " processor time, or encode less: smaller pictures, fewer renditions or channels");
    }

    private static Optional<String> sendBufferFull(HostSample before, HostSample now) {
        long full = now.sockets().full() - before.sockets().full();
        long sent = now.sockets().sent() - before.sockets().sent();
        return isMuch(full, sent)
                ? Optional.of(full + " of " + (sent + full) + " packets found no room in the operating system's send"
                        + " buffer within " + seconds(before, now) + " s, and are lost: the network takes less than is"
                        + " sent, or the buffer is too small. Set sysctl net.core.wmem_max=4194304 and start again, or"
                        + " send less: a lower bit rate, fewer viewers")
                : Optional.empty();
    }

    private static Optional<String> receiveBufferFull(HostSample before, HostSample now) {
        long dropped = now.sockets().received() - before.sockets().received();
        return dropped >= LOST_AT_LEAST
                ? Optional.of(dropped + " packets that came to UDP port "
                        + now.sockets().port() + " were dropped within " + seconds(before, now)
                        + " s, for nobody had read them in time. Set sysctl net.core.rmem_max=4194304 and start again,"
                        + " or give the process more processor time")
                : Optional.empty();
    }

    private static boolean isMuch(long lost, long others) {
        return lost >= LOST_AT_LEAST && lost * 1000 >= (lost + others) * LOST_PER_MILLE;
    }

    private static Optional<String> descriptorsTooFew(HostSample.Descriptors files) {
        return files.limit() == 0 || files.open() + files.needed() <= files.limit()
                ? Optional.empty()
                : Optional.of("the process may open " + files.limit() + " file descriptors, has " + files.open()
                        + " open, and needs " + files.needed() + " more for all the viewers that may come. Raise the"
                        + " limit (ulimit -n, LimitNOFILE= of systemd) to "
                        + roundUp(files.open() + files.needed()) + " or more, or let fewer viewers in");
    }

    /** The next multiple of 1024: a number that people write. */
    private static long roundUp(long files) {
        return (files + 1023) / 1024 * 1024;
    }

    private static Optional<String> descriptorsUsedUp(HostSample.Descriptors files, boolean isOn) {
        return isOver(files.open(), files.limit(), isOn ? 80 : 90)
                ? Optional.of(files.open() + " of " + files.limit() + " file descriptors are open with "
                        + files.viewers() + " viewers: soon no connection can be taken. Raise the limit (ulimit -n,"
                        + " LimitNOFILE= of systemd), or let fewer viewers in")
                : Optional.empty();
    }

    private static Optional<String> clockStepped(HostSample before, HostSample now) {
        long passed = (now.nanoTime() - before.nanoTime()) / 1_000_000;
        long step = now.wallMillis() - before.wallMillis() - passed;
        return Math.abs(step) < STEP_MILLIS
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the clock was set %s by %.1f s, or the machine slept: media go on, but times in the log jump,"
                                + " and tokens, TURN credentials and certificates may count as expired or not yet"
                                + " valid. Let a time service keep the clock right (chronyd, systemd-timesyncd)",
                        step > 0 ? "forward" : "back",
                        Math.abs(step) / 1000.0));
    }

    private static Optional<String> heapFull(HostSample.Memory memory, boolean isOn) {
        int percent = isOn ? 75 : 85;
        return isOver(memory.heapKept(), memory.heapLimit(), percent)
                        && isOver(memory.heapUsed(), memory.heapLimit(), percent)
                ? Optional.of("collections leave " + megabytes(memory.heapKept()) + " of at most "
                        + megabytes(memory.heapLimit()) + " MiB of heap in use: soon they take all the time, or memory"
                        + " runs out. Raise -Xmx, or let fewer viewers in")
                : Optional.empty();
    }

    private static Optional<String> memoryLow(HostSample.Memory memory, boolean isOn) {
        return isOver(memory.used(), memory.limit(), isOn ? 88 : 93)
                ? Optional.of((memory.contained() ? "the container" : "the host") + " uses " + megabytes(memory.used())
                        + " of " + megabytes(memory.limit()) + " MiB of memory: the operating system may end this"
                        + " process. " + (memory.contained() ? "Raise the container's limit" : "Give it more memory")
                        + ", lower -Xmx, or open fewer encoders and channels")
                : Optional.empty();
    }

    private static boolean isOver(long used, long limit, int percent) {
        return limit > 0 && used >= limit / 100.0 * percent;
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }

    private static long seconds(HostSample before, HostSample now) {
        return Math.max(1, Math.round((now.nanoTime() - before.nanoTime()) / (double) SECOND_NANOS));
    }
}
