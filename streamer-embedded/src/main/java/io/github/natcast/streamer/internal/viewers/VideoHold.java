package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.sender.Broadcast;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A receiver's hold on what it is sent of a ladder: all that is held is encoded. Thread-safe. */
interface VideoHold extends AutoCloseable {
    /** Has what is sent first encoded; key frames follow at once. Idempotent. */
    void start();

    /** Whether anything has been encoded for it. */
    boolean isStarted();

    /** Sets who knows what the receiver's path carries. */
    void reportedBy(Supplier<RateReport> reports);

    /** What is known of the receiver's path, its renditions being those of the ladder; empty before media is sent. */
    Optional<RateReport> rate();

    /** What is sent, the largest picture first; takes no lock. */
    List<Broadcast> broadcasts();

    /** Has encoded what the rate control's rendition {@code index} stands for, besides what is sent. */
    void want(int index);

    /** What {@code index} stands for is sent from now on: gives up everything else. */
    void sent(int index);

    /** Idempotent. */
    @Override
    void close();
}
