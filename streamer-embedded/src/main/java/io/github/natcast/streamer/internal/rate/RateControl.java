package io.github.natcast.streamer.internal.rate;

import io.github.natcast.streamer.internal.rtcp.TransportFeedback;

/**
 * The rate of everything that is sent to one viewer: facts in, decisions out. Confined to the viewer's sender thread.
 *
 * <p>Times are nanoseconds of one monotonic clock. Sizes are bytes on the wire, IP and UDP headers included. An
 * implementation does not allocate per packet.
 */
public interface RateControl {

    /** Why a packet was sent. */
    enum PacketKind {
        AUDIO,
        VIDEO,
        /** A packet that the viewer had reported lost. */
        RESENT,
        /** A probe's padding. */
        PADDING
    }

    /** What is to be done with a frame. */
    enum FrameVerdict {
        SEND,
        /** Leave out this frame alone: it is disposable. */
        LEAVE_OUT,
        /** Leave out this frame and all that depend on it, up to the next key frame. */
        LEAVE_OUT_TO_KEY_FRAME
    }

    /**
     * A packet was handed to the socket.
     *
     * @param transportSequenceNumber 16 bits, unsigned, counted over all of the viewer's streams; -1 when
     *     transport-wide feedback is not negotiated
     */
    void onSent(int transportSequenceNumber, int bytes, PacketKind kind, long now);

    /** Transport-wide feedback arrived. */
    void onFeedback(TransportFeedback feedback, long now);

    /** The viewer's own estimate arrived (REMB), in bits per second. */
    void onReceiverEstimate(long bitsPerSecond, long now);

    /**
     * A receiver report arrived for the video.
     *
     * @param fractionLost 0 to 1
     * @param roundTripNanos 0 when unknown
     */
    void onReceiverReport(double fractionLost, long roundTripNanos, long now);

    /** How many bytes wait in a queue of ours: the pacer's, or that of a TCP connection. */
    void onBacklog(long bytes, long now);

    /**
     * For how much longer than usual nothing was heard of packets that were sent, in nanoseconds: over TCP, which loses
     * none, they wait in a queue that nobody here sees. 0 while it is not known.
     */
    long overdueNanos(long now);

    /** The viewer was switched: frames of this rendition are sent from now on. */
    void onRendition(int index, long now);

    /** The rendition to be sent, 0 the full one; the caller switches at the next key frame of it. */
    int wantedRendition(long now);

    /**
     * What is to be done with the next frame of the current rendition.
     *
     * @param disposable whether no other frame depends on it
     */
    FrameVerdict verdict(boolean keyFrame, boolean disposable, int bytes, long now);

    /**
     * Whether a key frame of the current rendition is to be asked for: frames were left out up to the next one, and
     * there is room again. True until a key frame was sent; the caller's debounce is enough.
     */
    boolean wantsKeyFrame(long now);

    /**
     * Whether the last key frame for this viewer is still on its way: a picture loss indication or full intra request
     * that comes until then is answered already. Without this, a slow path would begin a new key frame each time before
     * it has shown the last.
     */
    boolean isKeyFrameUnderWay(long now);

    /** Whether packets must wait for {@link #allowance}; a viewer whose path is ample sends a frame at once. */
    boolean isPaced();

    /** Bytes that may leave now: at most 2.5 times what the estimate allows since the last packet left. */
    int allowance(long now);

    /**
     * Bytes of padding that a probe wants to send now; 0 nearly always. The caller may send less, in packets of any
     * size.
     */
    int paddingDue(long now);

    /**
     * When the caller must ask again although no packet or feedback came: for the next allowance or padding.
     * {@link Long#MAX_VALUE} when there is nothing to wait for.
     */
    long nextDueNanos(long now);

    /** The state for people; safe to read from any thread once returned. */
    RateReport report(long now);
}
