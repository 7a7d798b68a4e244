package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends media to one viewer: knows its streams, its path and its feedback. Thread-safe; everything leaves from the one
 * sender thread that the viewer is pinned to. Sending begins as soon as there are both a stream and a path.
 */
public final class ViewerSender implements AutoCloseable {

    /** Hears of the media to one viewer, on the sender thread: must not block or throw. */
    @FunctionalInterface
    public interface Listener {
        /** The first packet has been handed to the socket. Once. */
        default void onFirstPacket() {}

        /**
         * The rendition of this index will be sent from its next key frame on, and must be encoded: until
         * {@link #onRendition}, or until another is wanted, which may be the present one. The present one goes on.
         */
        default void onRenditionWanted(int index) {}

        /** The rendition of this index is sent from now on; the former one is no longer needed. */
        default void onRendition(int index) {}

        /** Protecting or sending threw, which ends the viewer's media. */
        void onFailure(RuntimeException failure);
    }

    /** How often others see a new {@link #rate()}. */
    private static final long REPORT_NANOS = 200_000_000;

    final PacketProtector protector;

    /** Counts what of this viewer was beyond its share. Thread-safe. */
    final RefusalCounts refusals;

    /** Owned by the sender thread, as is the outlet. */
    final RateControl rateControl;

    final ViewerOutlet outlet;

    /** The loop's, or the receiver's own, which is closed with it. */
    final MediaEgress egress;

    /** This viewer's NACKs in the {@link FeedbackQueue}, which owns this. */
    final AtomicInteger waitingNacks = new AtomicInteger();

    /** Its requests for key frames in there. */
    final AtomicInteger waitingKeyFrameRequests = new AtomicInteger();

    /** What else of this viewer is in there. */
    final AtomicInteger waitingFacts = new AtomicInteger();

    private final Listener listener;
    private final SenderLoop loop;
    private final NtpClock clock;
    private final FanoutSettings settings;
    private final RandomGenerator random;
    private final List<SendStream> streams = new CopyOnWriteArrayList<>();
    private final FeedbackReceiver feedback;
    private volatile @Nullable MediaPath path;
    private volatile @Nullable String failure;
    private volatile boolean closed;
    private volatile RateReport rateReport;

    /** Owned by the sender thread. */
    private long reportedNanos;

    /** Owned by the sender thread. */
    private boolean started;

    ViewerSender(
            PacketProtector protector,
            RateControl rate,
            Listener listener,
            SenderLoop loop,
            MediaEgress egress,
            FanoutSettings settings,
            NtpClock clock,
            RandomGenerator random,
            RefusalCounts refusals) {
        this.protector = protector;
        this.rateControl = rate;
        this.egress = egress;
        this.outlet = new ViewerOutlet(protector, rate, egress, loop.run());
        this.reportedNanos = clock.nanoTime();
        this.rateReport = rate.report(reportedNanos);
        this.listener = listener;
        this.loop = loop;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.refusals = refusals;
        this.feedback = new FeedbackReceiver(this, loop, clock);
    }

    /**
     * Sends a broadcast as a stream of its own, from a key frame on; audio from the first sound on, since a player that
     * has got audio holds pictures back to keep them in step. The sequence number begins below 2^15, so that a first
     * packet lost near the wrap does not mislead the receiver's roll-over counter (RFC 3711 §3.3.1); the timestamp
     * begins anywhere.
     *
     * @throws IllegalArgumentException when the viewer already has a stream of this SSRC
     */
    public void stream(Broadcast broadcast, StreamParameters parameters) {
        stream(broadcast, parameters, random.nextInt(1 << 15), random.nextInt());
    }

    /**
     * As {@link #stream(Broadcast, StreamParameters)}, but audio begins at once, be it silent: for a receiver that
     * waits until it has got all streams, as media servers and recorders do.
     */
    public void streamFromSilence(Broadcast broadcast, StreamParameters parameters) {
        add(broadcast, parameters, null, true, random.nextInt(1 << 15), random.nextInt());
    }

    /**
     * Sends a source as a stream of its own, beginning with its full rendition; the viewer's rate control says which
     * rendition is sent. One stream of a viewer at most.
     *
     * @throws IllegalArgumentException when the viewer already has a stream of this SSRC
     */
    public void video(VideoLadder ladder, StreamParameters parameters) {
        video(ladder, parameters, random.nextInt(1 << 15), random.nextInt());
    }

    void video(VideoLadder ladder, StreamParameters parameters, int initialSequenceNumber, int timestampOffset) {
        RenditionSwitch renditions = new RenditionSwitch(ladder, rateControl, listener, loop);
        add(ladder.broadcasts().get(0), parameters, renditions, false, initialSequenceNumber, timestampOffset);
    }

    void stream(Broadcast broadcast, StreamParameters parameters, int initialSequenceNumber, int timestampOffset) {
        add(broadcast, parameters, null, false, initialSequenceNumber, timestampOffset);
    }

    private void add(
            Broadcast broadcast,
            StreamParameters parameters,
            @Nullable RenditionSwitch renditions,
            boolean beginsInSilence,
            int initialSequenceNumber,
            int timestampOffset) {
        if (streamOf(parameters.ssrc()) != null) {
            throw new IllegalArgumentException("the viewer already has a stream with SSRC " + parameters.ssrc());
        }
        RtpPacketWriter writer = new RtpPacketWriter(parameters, broadcast.clockRate(), clock, timestampOffset);
        SendStream.FirstNumbers first =
                new SendStream.FirstNumbers(initialSequenceNumber, random.nextInt(1 << 15), random.nextInt(1 << 15));
        SendStream stream =
                new SendStream(this, parameters, broadcast, writer, renditions, beginsInSilence, first, settings);
        streams.add(stream);
        loop.execute(() -> loop.attach(stream));
    }

    /** Sets where the viewer is reached from now on; a changed path takes effect with the next packet. */
    public void path(MediaPath newPath) {
        boolean first = path == null;
        path = newPath;
        if (first) {
            loop.execute(() -> loop.pathFound(this));
        }
    }

    /**
     * Takes in a decrypted compound RTCP packet. Called on the transport's receive thread; does not block, and never
     * throws for what the viewer sends. The array is the caller's again after the call.
     */
    public void receiveRtcp(byte[] buffer, int offset, int length) {
        if (!closed) {
            feedback.receive(buffer, offset, length);
        }
    }

    /** Counts an RTCP packet that was dropped before it was decrypted, since too many came. On any thread. */
    public void refuseRtcp() {
        refusals.count(Refusal.FEEDBACK_RATE);
    }

    /** One entry per stream, in the order they were added. */
    public List<StreamStats> stats() {
        return streams.stream()
                .map(stream -> stream.counters.read(
                        stream.parameters.ssrc(), stream.broadcast().clockRate()))
                .toList();
    }

    /** What is known of the viewer's path: a frame old, or a fifth of a second. */
    public RateReport rate() {
        return rateReport;
    }

    /** Why nothing is sent to this viewer any more: protecting or sending threw. Empty while all is well. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Says goodbye to the viewer (RTCP BYE) and forgets it. Returns at once; the sender thread does it in its next
     * round. Idempotent.
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            loop.execute(() -> loop.detach(this));
        }
    }

    /** On the clock of the loop. */
    long nanoTime() {
        return clock.nanoTime();
    }

    List<SendStream> streams() {
        return streams;
    }

    @Nullable
    SendStream streamOf(long ssrc) {
        for (SendStream stream : streams) {
            if (stream.parameters.ssrc() == ssrc) {
                return stream;
            }
        }
        return null;
    }

    /** Null before there is one. */
    @Nullable
    MediaPath currentPath() {
        return path;
    }

    /** Where media goes: null before there is a path, and after the viewer was closed or failed. */
    @Nullable
    MediaPath mediaPath() {
        return isSending() ? path : null;
    }

    void forget(SendStream stream) {
        streams.remove(stream);
    }

    /** Brings up to date what other threads see of the rate control; on the sender thread. */
    void refreshReport(long now) {
        if (now - reportedNanos >= REPORT_NANOS) {
            reportedNanos = now;
            rateReport = rateControl.report(now);
        }
    }

    /** Neither closed nor failed. */
    boolean isSending() {
        return !closed && failure == null;
    }

    /** A stream has sent its first packets. */
    void streamStarted() {
        if (!started) {
            started = true;
            listener.onFirstPacket();
        }
    }

    void fail(RuntimeException cause) {
        failure = cause.toString();
        listener.onFailure(cause);
    }
}
