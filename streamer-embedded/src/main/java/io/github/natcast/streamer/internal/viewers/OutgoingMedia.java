package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.connection.RtcpConsumer;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.StreamStats;
import io.github.natcast.streamer.internal.sender.ViewerSender;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver is sent that is no viewer, such as a media server: it shares the encodings with the channel's
 * viewers, and has its own path and rate. Confined to the control thread, but for what says so.
 *
 * <pre>{@code
 * OutgoingMedia media = factory.media(plan);
 * media.start();                                  // a path is valid: has everything encoded
 * media.send(protector, path, egress, listener);  // DTLS is through
 * media.close();
 * }</pre>
 */
public final class OutgoingMedia implements AutoCloseable {
    private final Subscriptions<?> subscriptions;
    private final Opener opener;
    private final ControlLoop control;
    private volatile @Nullable ViewerSender sender;
    private boolean closed;

    /** Hears of the media, on the sender thread: must not block. */
    public interface Listener {
        /** The first packet has left. Once. */
        void onFirstPacket();

        /** Nothing is sent any more. */
        void onFailure(String reason);
    }

    /** Opens the streams of the plan. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens them, once.
         *
         * @param audio empty when there is none
         */
        ViewerSender open(
                Optional<Broadcast> audio,
                PacketProtector protector,
                MediaPath path,
                MediaEgress egress,
                ViewerSender.Listener listener);
    }

    OutgoingMedia(Subscriptions<?> subscriptions, Opener opener, ControlLoop control) {
        this.subscriptions = subscriptions;
        this.opener = opener;
        this.control = control;
    }

    /** Has everything encoded, once. Returns why nothing can be; empty when it can. */
    public Optional<String> start() {
        return subscriptions.start();
    }

    /** A receiver will be ready soon: has a key frame made, unless there is a young one. */
    public void expectReceiver() {
        subscriptions.video().broadcasts().forEach(Broadcast::expectViewer);
    }

    /**
     * Begins to send; once, after {@link #start}.
     *
     * @param protector belongs to the sender thread from now on
     * @param egress likewise, which closes it
     * @return takes the receiver's RTCP
     */
    public RtcpConsumer send(PacketProtector protector, MediaPath path, MediaEgress egress, Listener listener) {
        ViewerSender opened = opener.open(subscriptions.audio(), protector, path, egress, new FromSender(listener));
        sender = opened;
        subscriptions.video().reportedBy(opened::rate);
        return new SenderRtcp(opened);
    }

    /** The receiver is reached elsewhere from now on. */
    public void path(MediaPath path) {
        ViewerSender current = sender;
        if (current != null) {
            current.path(path);
        }
    }

    /** Has a key frame made of each picture that is sent, unless one was within this time. */
    public void requireKeyFrame(Duration within) {
        if (!closed) {
            subscriptions.video().broadcasts().forEach(broadcast -> broadcast.requireKeyFrame(within));
        }
    }

    /** One entry per stream, the video's first; none before {@link #send}. Thread-safe, also after {@link #close}. */
    public List<StreamStats> stats() {
        ViewerSender current = sender;
        return current == null ? List.of() : current.stats();
    }

    /** What is known of the path; empty before {@link #send}. Thread-safe. */
    public Optional<RateReport> rate() {
        return Optional.ofNullable(sender).map(ViewerSender::rate);
    }

    /** Says goodbye (RFC 3550 §6.6), and gives up the encodings. Idempotent. */
    @Override
    public void close() {
        closed = true;
        ViewerSender current = sender;
        if (current != null) {
            current.close();
        }
        subscriptions.close();
    }

    /** On the sender thread. */
    private final class FromSender implements ViewerSender.Listener {
        private final Listener listener;

        FromSender(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onFirstPacket() {
            listener.onFirstPacket();
        }

        @Override
        public void onRenditionWanted(int index) {
            control.execute(() -> subscriptions.video().want(index));
        }

        @Override
        public void onRendition(int index) {
            control.execute(() -> subscriptions.video().sent(index));
        }

        @Override
        public void onFailure(RuntimeException failure) {
            listener.onFailure("sending failed: " + failure.getMessage());
        }
    }
}
