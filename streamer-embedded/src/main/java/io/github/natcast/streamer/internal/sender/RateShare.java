package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;

/**
 * One stream's part in what its receiver's rate control decides: which broadcast it sends, and what of it. Confined to
 * the receiver's sender thread; owned by its {@link SendStream}. Nothing here is asked for each packet of a frame.
 */
interface RateShare {
    /** Whether the rate control has a say at all. */
    boolean adapts();

    /** Brings the stream up to date with what the rate control wants by now. */
    void follow(SendStream stream, long now);

    /** Whether the stream can begin with this frame, or go on with it after an interruption. */
    default boolean beginsWith(PacketizedFrame frame) {
        return frame.keyFrame();
    }

    /** Whether anything is sent, and so worth repairing. */
    boolean isOn();

    /** Whether the stream goes over to this broadcast with its next key frame. */
    boolean awaits(Broadcast broadcast);

    /** The awaited broadcast is sent from now on, which is returned. */
    Broadcast complete(SendStream stream, long now);

    /** What all the receiver's video is to take by now, in bits per second of payload. */
    long bitsPerSecond();

    /** Whether the rate control bounds what leaves at once. */
    boolean isPaced();

    /** What other streams are to send before this one, in bytes. */
    long ahead();

    /** What of other streams waits, in bytes. */
    long beside();

    /** What becomes of the next frame. */
    FrameVerdict verdict(boolean keyFrame, boolean disposable, int bytes, long now);

    /** As {@code RateControl} has it. */
    boolean wantsKeyFrame(long now);

    /** Likewise. */
    boolean isKeyFrameUnderWay(long now);

    /** Tells how many bytes wait on the path's way, of all streams. */
    void tellBacklog(long bytes, long now);

    /** Padding that this stream is to send, in bytes; 0 nearly always. */
    int paddingDue(long now);

    /** Whether the stream must be asked again before its next frame, though none of its packets wait. */
    boolean isDue(long now);

    /** Whether reports on this stream tell how the path does. */
    boolean isMeasured();
}
