package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import java.util.random.RandomGenerator;

/** What a viewer reports, and its way back. */
final class Signals {
    /** Of what kind a viewer's reports are. */
    enum Kind {
        TRANSPORT_WIDE,
        RECEIVER_ESTIMATE,
        RECEIVER_REPORT
    }

    private final VirtualTime time;
    private final Kind kind;
    private final long delay;
    private final RandomGenerator random;
    private final Feedback feedback;
    private final ReceiverEstimate estimate = new ReceiverEstimate();
    private long silentFrom = Long.MAX_VALUE;
    private long silentTo;
    private boolean garbled;
    private double lost;
    private long highest = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long lastDelay;

    Signals(VirtualTime time, Kind kind, long delay, double drift, RandomGenerator random) {
        this.time = time;
        this.kind = kind;
        this.delay = delay;
        this.random = random;
        // Not far below the wrap of the reference time.
        this.feedback = new Feedback((1L << 32) * 250_000 - 20 * SECOND, drift);
    }

    void silent(double fromSeconds, double toSeconds) {
        silentFrom = (long) (fromSeconds * SECOND);
        silentTo = (long) (toSeconds * SECOND);
    }

    void losing(double share) {
        lost = share;
    }

    void drift(double partsPerMillion) {
        feedback.drift(partsPerMillion, time.now());
    }

    /** A third of what is said is said again, or late, and some is made up. */
    void garble() {
        garbled = true;
    }

    private void hand(RateControl rate, TransportFeedback taken) {
        back(() -> rate.onFeedback(taken, time.now()));
        if (!garbled) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> back(() -> rate.onFeedback(taken, time.now()));
            case 1 -> time.after(300 * MILLI, () -> back(() -> rate.onFeedback(taken, time.now())));
            case 2 -> back(() -> rate.onFeedback(madeUp(), time.now()));
            default -> {}
        }
    }

    /** Of packets that were never sent, or long ago. */
    private TransportFeedback madeUp() {
        int[] ticks = random.ints(50, -1000, 1000).toArray();
        int base = 40_000 + random.nextInt(15_000);
        return new TransportFeedback(1, 2, random.nextInt(256), base, random.nextInt(1 << 24) * 256L, ticks);
    }

    void stepClock(double atSeconds, long nanos) {
        time.at((long) (atSeconds * SECOND), () -> feedback.step(nanos));
    }

    void start(RateControl rate) {
        if (kind == Kind.TRANSPORT_WIDE) {
            nextFeedback(rate);
        } else {
            time.every(SECOND, () -> report(rate));
        }
        if (kind == Kind.RECEIVER_ESTIMATE) {
            time.every(200 * MILLI, () -> {
                long remb = estimate.bitsPerSecond(time.now());
                if (remb > 0) {
                    back(() -> rate.onReceiverEstimate(remb, time.now()));
                }
            });
        }
    }

    private void nextFeedback(RateControl rate) {
        time.after((50 + random.nextInt(51)) * MILLI, () -> {
            if (!feedback.isEmpty()) {
                TransportFeedback taken = feedback.take();
                hand(rate, taken);
            }
            nextFeedback(rate);
        });
    }

    private void report(RateControl rate) {
        long expected = highest + 1;
        if (expected > expectedBefore) {
            double loss = 1 - (received - receivedBefore) / (double) (expected - expectedBefore);
            expectedBefore = expected;
            receivedBefore = received;
            long roundTrip = lastDelay + delay;
            back(() -> rate.onReceiverReport(Math.max(0, Math.min(1, loss)), roundTrip, time.now()));
        }
    }

    void arrived(Packet packet) {
        lastDelay = time.now() - packet.sent();
        estimate.arrived(packet.bytes(), lastDelay, time.now());
        feedback.arrived(packet.transportNumber(), time.now());
        if (packet.number() >= 0) {
            highest = Math.max(highest, packet.number());
            received++;
        }
    }

    /** Does something at the sender, once it has got there; or not. */
    void back(Runnable action) {
        boolean silent = time.now() >= silentFrom && time.now() < silentTo;
        if (!silent && (lost == 0 || random.nextDouble() >= lost)) {
            time.after(delay, action);
        }
    }

    long roundTrip() {
        return 2 * delay;
    }

    boolean isTransportWide() {
        return kind == Kind.TRANSPORT_WIDE;
    }
}
