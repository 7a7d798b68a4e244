package io.github.natcast.streamer.internal.transport.ice;

import java.time.Duration;

/**
 * When one pair is checked: at growing intervals, as long as no answer comes. RFC 8445 §14.3 would begin with 500 ms;
 * browsers check more often too, since the first checks are what a NAT drops. Confined to its agent's thread.
 */
final class CheckSeries {
    /** From a pair's first check to its second; every further interval is twice as long: 7 checks in 13 s. */
    static final Duration FIRST_INTERVAL = Duration.ofMillis(200);

    static final int CHECKS = 7;

    /** No two checks of a pair come sooner, whatever asks for them (RFC 8445 §14.2, Ta). */
    static final Duration PACING = Duration.ofMillis(50);

    private int checks;
    private int most;
    private boolean running;
    private boolean everChecked;
    private long lastNanos;
    private long dueNanos;

    /** Begins anew. */
    void begin(long nowNanos) {
        run(CHECKS, nowNanos);
    }

    /** One check, and none after it. */
    void once(long nowNanos) {
        run(1, nowNanos);
    }

    private void run(int wanted, long nowNanos) {
        running = true;
        checks = 0;
        most = wanted;
        hurry(nowNanos);
    }

    /** The next check is due now. */
    private void hurry(long nowNanos) {
        long earliest = lastNanos + PACING.toNanos();
        dueNanos = everChecked && earliest - nowNanos > 0 ? earliest : nowNanos;
    }

    /** The peer checks the pair: it answers, so this is the time to check it too (RFC 8445 §7.3.1.4). */
    void trigger(long nowNanos) {
        if (running) {
            hurry(nowNanos);
        } else {
            begin(nowNanos);
        }
    }

    /** From now on a pair that was never checked gets one check, and no other gets any. */
    void settle() {
        running = running && checks == 0;
        most = 1;
    }

    boolean isRunning() {
        return running;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** Counts a check that is sent now; the last one ends the series. */
    void count(long nowNanos) {
        everChecked = true;
        lastNanos = nowNanos;
        dueNanos = nowNanos + (FIRST_INTERVAL.toNanos() << checks);
        checks = Math.min(checks + 1, CHECKS);
        running = checks < most;
    }

    void end() {
        running = false;
    }
}
