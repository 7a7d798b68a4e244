package io.github.natcast.streamer.internal.negotiation;

/**
 * The Opus that this side can send. Immutable.
 *
 * @param ssrc 32 bits, unsigned
 * @param stereo whether it has two channels
 * @param forwardErrorCorrection whether packets carry in-band FEC
 * @param discontinuousTransmission whether packets are left out in silence
 */
public record LocalAudio(long ssrc, boolean stereo, boolean forwardErrorCorrection, boolean discontinuousTransmission) {
    public LocalAudio {
        if (ssrc < 0 || ssrc > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("SSRC " + ssrc + " must be from 0 to 4294967295");
        }
    }
}
