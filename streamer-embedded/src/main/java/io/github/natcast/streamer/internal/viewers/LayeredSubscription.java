package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.SimulcastLadder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hold of a receiver that is sent some renditions side by side. Index i stands for those from the i-th on; the
 * smallest picture is held from the start to the end. Thread-safe.
 */
final class LayeredSubscription implements VideoHold {
    private final SharedLadder shared;
    private final List<Integer> renditions;
    private final CountedSubscription.@Nullable Subscription[] held;
    private final SimulcastLadder ladder;
    private boolean started;
    private boolean closed;
    private volatile int sent;
    private volatile @Nullable Supplier<RateReport> rate;

    /** @param renditions of the ladder, the largest picture first; at least one */
    LayeredSubscription(SharedLadder shared, List<Integer> renditions) {
        this.shared = shared;
        this.renditions = List.copyOf(renditions);
        this.held = new CountedSubscription.Subscription[renditions.size()];
        this.ladder = SimulcastLadder.of(
                shared.ladder(),
                this.renditions,
                index -> shared.rendition(index).bitrate());
    }

    SimulcastLadder ladder() {
        return ladder;
    }

    @Override
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            hold(0);
            shared.joined(this);
        }
    }

    @Override
    public synchronized boolean isStarted() {
        return started;
    }

    @Override
    public void reportedBy(Supplier<RateReport> reports) {
        rate = reports;
    }

    /** The smallest picture's encoder follows the path of those who are sent nothing else. */
    @Override
    public Optional<RateReport> rate() {
        Supplier<RateReport> reports = rate;
        return Optional.ofNullable(reports).map(Supplier::get).map(this::ofLadder);
    }

    private RateReport ofLadder(RateReport report) {
        return report.withRenditions(rendition(report.rendition()), rendition(report.wantedRendition()));
    }

    private int rendition(int index) {
        return renditions.get(Math.min(index, renditions.size() - 1));
    }

    @Override
    public List<Broadcast> broadcasts() {
        return ladder.broadcasts().subList(sent, ladder.broadcasts().size());
    }

    @Override
    public synchronized void want(int index) {
        if (started && !closed) {
            hold(Math.min(index, sent));
        }
    }

    @Override
    public synchronized void sent(int index) {
        if (started && !closed) {
            sent = index;
            hold(index);
        }
    }

    /** Of all from this index on, and of no other. */
    private void hold(int from) {
        for (int i = held.length - 1; i >= 0; i--) {
            CountedSubscription.Subscription former = held[i];
            if (i >= from && former == null) {
                held[i] = shared.subscribe(renditions.get(i));
            } else if (i < from && former != null) {
                held[i] = null;
                former.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        shared.left(this);
        hold(held.length);
    }
}
