package io.github.natcast.streamer.internal.media.audio;

import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out packets of silence (DTX, RFC 7587 §3.1.3). libopus can do so itself, but FFmpeg has no option for it. A
 * pause begins with a packet that holds no frame, so that receivers do not take the pause for loss; now and then a
 * whole packet keeps the decoder and the receiver's statistics alive. Confined to the audio thread.
 */
final class DiscontinuousTransmission {
    /** Long enough that gaps between words do not count. */
    static final int MILLIS_BEFORE_PAUSE = 200;

    /** The same as in libopus. */
    static final int MILLIS_BETWEEN_REFRESHES = 400;

    /** About -80 dB: decoders seldom give out exact zeros. */
    private static final float SILENCE = 1e-4f;

    /** RFC 6716 §3.1: configuration and channels; the last two bits, 0, say that there is one frame. */
    private static final int ONE_FRAME = 0xFC;

    private final boolean enabled;
    private final int framesBeforePause;
    private final int framesBetweenRefreshes;
    private int silentFrames;

    DiscontinuousTransmission(boolean enabled, int frameMillis) {
        this.enabled = enabled;
        framesBeforePause = (MILLIS_BEFORE_PAUSE + frameMillis - 1) / frameMillis;
        framesBetweenRefreshes = (MILLIS_BETWEEN_REFRESHES + frameMillis - 1) / frameMillis;
    }

    /** Looks at the samples that the next packet is made of. */
    void hear(float[] samples) {
        for (float sample : samples) {
            if (Math.abs(sample) > SILENCE) {
                silentFrames = 0;
                return;
            }
        }
        silentFrames++;
    }

    /** What comes next is not heard after what came before: whoever listens then gets whole packets first. */
    void begin() {
        silentFrames = 0;
    }

    /** What to send in place of {@code packet}; null for nothing. */
    @Nullable
    EncodedAudio filter(EncodedAudio packet) {
        int paused = silentFrames - framesBeforePause;
        if (!enabled || silentFrames == 0) {
            return packet;
        }
        if (paused <= 0 || paused % framesBetweenRefreshes == 0) {
            return new EncodedAudio(packet.data(), packet.captureTimeNanos(), true);
        }
        byte[] nothing = {(byte) (packet.data()[0] & ONE_FRAME)};
        return paused % framesBetweenRefreshes == 1 ? new EncodedAudio(nothing, packet.captureTimeNanos(), true) : null;
    }
}
