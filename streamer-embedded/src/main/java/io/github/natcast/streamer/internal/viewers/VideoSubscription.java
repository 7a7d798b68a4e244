package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.VideoLadder;
import io.github.natcast.streamer.internal.sender.ViewerSender;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's hold on a ladder: the rendition that it is sent and, while it waits for a key frame of another one, that
 * one too. Both are encoded. Nothing is before {@link #start}: who only offers costs no encoder. Thread-safe.
 */
public final class VideoSubscription implements VideoHold {
    private final SharedLadder shared;
    private CountedSubscription.@Nullable Subscription sent;
    private volatile int sentIndex;
    private volatile long changes;
    private CountedSubscription.@Nullable Subscription wanted;
    private int wantedIndex;
    private boolean closed;
    private volatile @Nullable Supplier<RateReport> rate;

    VideoSubscription(SharedLadder shared) {
        this.shared = shared;
    }

    /** Has the full rendition encoded; a key frame follows at once. Idempotent. */
    @Override
    public synchronized void start() {
        if (sent == null && !closed) {
            sent = shared.subscribe(0);
            shared.joined(this);
        }
    }

    @Override
    public synchronized boolean isStarted() {
        return sent != null;
    }

    @Override
    public void reportedBy(Supplier<RateReport> reports) {
        rate = reports;
    }

    @Override
    public Optional<RateReport> rate() {
        Supplier<RateReport> reports = rate;
        return reports == null ? Optional.empty() : Optional.of(reports.get());
    }

    /** The rendition that is sent; takes no lock. */
    Rendition rendition() {
        return shared.rendition(sentIndex);
    }

    /** What the encoder of this rendition aims at, in bits per second; takes no lock. */
    int targetBitrate() {
        return (int) shared.bitsPerSecond(sentIndex);
    }

    /** What is known of the viewer's path, for the program; empty before media is sent. Takes no lock. */
    Optional<ViewerStats.Rate> path() {
        return shared.adapts() ? rate().map(report -> PathRate.of(report, changes)) : Optional.empty();
    }

    /** Of the video that this sender sends. */
    Optional<ViewerStats> stats(ViewerSender sender, SendPlan.Video plan) {
        return sender.stats().stream()
                .findFirst()
                .map(stream -> stream.ofViewer(
                        plan.codec(), rendition(), targetBitrate(), plan.rtx().isPresent(), path()));
    }

    public VideoLadder ladder() {
        return shared.ladder();
    }

    /** The broadcast that is sent; takes no lock. */
    public Broadcast broadcast() {
        return shared.ladder().broadcasts().get(sentIndex);
    }

    @Override
    public List<Broadcast> broadcasts() {
        return List.of(broadcast());
    }

    /** Has a rendition encoded that will be sent, and gives up one that was wanted before. */
    @Override
    public synchronized void want(int index) {
        if (closed || sent == null || (wanted != null && wantedIndex == index)) {
            return;
        }
        CountedSubscription.Subscription former = wanted;
        wanted = index == sentIndex ? null : shared.subscribe(index);
        wantedIndex = index;
        if (former != null) {
            former.close();
        }
    }

    /**
     * A rendition is sent from now on: gives up the former one.
     *
     * @return null when nothing changes, or the viewer is gone
     */
    synchronized Rendition.@Nullable Change switched(int index) {
        CountedSubscription.Subscription former = sent;
        if (closed || former == null || index == sentIndex) {
            return null;
        }
        want(index);
        Rendition.Change change = new Rendition.Change(
                shared.rendition(sentIndex), shared.rendition(index), reason(sentIndex, index, shared.count()));
        if (wanted != null) {
            sent = wanted;
            sentIndex = index;
            changes++;
            wanted = null;
        }
        former.close();
        return change;
    }

    @Override
    public void sent(int index) {
        switched(index);
    }

    /** @param usable how many renditions have a working encoder: those from this one on have none */
    static Rendition.Reason reason(int from, int to, int usable) {
        if (to > from) {
            return Rendition.Reason.PATH_CARRIES_LESS;
        }
        return from >= usable ? Rendition.Reason.ENCODER_FAILED : Rendition.Reason.PATH_CARRIES_MORE;
    }

    /** Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        shared.left(this);
        if (sent != null) {
            sent.close();
        }
        if (wanted != null) {
            wanted.close();
            wanted = null;
        }
    }
}
