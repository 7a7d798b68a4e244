package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.ReceiverEstimatedMaximumBitrate;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Viewers' feedback on its way to the sender thread: NACKs, which the streams answer, and facts for the rate control.
 * {@code offer} is thread-safe; {@link #work} is confined to the sender thread.
 */
final class FeedbackQueue {
    private static final int CAPACITY = 4096;

    /** What of one viewer may wait, so that a flood of it does not crowd out what other viewers say. */
    private static final int MAXIMUM_PER_VIEWER = 8;

    /** Something that was heard of a viewer, to be acted on by the sender thread. */
    interface Message {
        void act(MediaPath path, long now);
    }

    private record Entry(ViewerSender sender, AtomicInteger waiting, Message message) {}

    private final MpscQueue<Entry> queue = new MpscQueue<>(CAPACITY);
    private final BiConsumer<ViewerSender, RuntimeException> onFailure;

    FeedbackQueue(BiConsumer<ViewerSender, RuntimeException> onFailure) {
        this.onFailure = onFailure;
    }

    /** Returns false, and drops the NACK, when too many of this viewer wait, or too much of all viewers. */
    boolean offer(SendStream stream, GenericNack nack) {
        return offer(stream.sender, stream.sender.waitingNacks, (path, now) -> stream.retransmit(nack, path, now));
    }

    /** Likewise for a request for a key frame (RFC 4585 §6.3.1, RFC 5104 §4.3.1). */
    boolean offerKeyFrameRequest(ViewerSender sender, Message request) {
        return offer(sender, sender.waitingKeyFrameRequests, request);
    }

    boolean offer(ViewerSender sender, TransportFeedback feedback) {
        return offer(sender, sender.waitingFacts, (path, now) -> sender.rateControl.onFeedback(feedback, now));
    }

    boolean offer(ViewerSender sender, ReceiverEstimatedMaximumBitrate estimate) {
        return offer(
                sender,
                sender.waitingFacts,
                (path, now) -> sender.rateControl.onReceiverEstimate(estimate.bitrate(), now));
    }

    /** {@code roundTripNanos} is 0 while unknown. */
    boolean offer(SendStream stream, ReportBlock report, long roundTripNanos) {
        return offer(stream.sender, stream.sender.waitingFacts, (path, now) -> {
            if (stream.isMeasured()) {
                stream.sender.rateControl.onReceiverReport(report.fractionLost() / 256.0, roundTripNanos, now);
            }
        });
    }

    private boolean offer(ViewerSender sender, AtomicInteger waiting, Message message) {
        if (waiting.get() >= MAXIMUM_PER_VIEWER) {
            return false;
        }
        waiting.incrementAndGet();
        boolean taken = queue.offer(new Entry(sender, waiting, message));
        if (!taken) {
            waiting.decrementAndGet();
        }
        return taken;
    }

    /**
     * Takes in up to {@code atMost} messages; returns how many.
     *
     * @param onHeard called after each with its viewer
     */
    int work(int atMost, long now, Consumer<ViewerSender> onHeard) {
        int done = 0;
        while (done < atMost) {
            Entry entry = queue.poll();
            if (entry == null) {
                break;
            }
            done++;
            entry.waiting.decrementAndGet();
            MediaPath path = entry.sender.mediaPath();
            if (path != null) {
                try {
                    entry.message.act(path, now);
                    onHeard.accept(entry.sender);
                } catch (RuntimeException e) {
                    onFailure.accept(entry.sender, e);
                }
            }
        }
        return done;
    }
}
