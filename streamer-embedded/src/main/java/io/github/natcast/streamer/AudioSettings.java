package io.github.natcast.streamer;

import java.util.Set;

/**
 * The audio that all viewers get, as Opus (RFC 6716). Immutable.
 *
 * @param enabled whether viewers who offer to receive audio are sent any
 * @param channels 1 or 2; sources with other numbers are mixed
 * @param bitrate the target in bits per second, 6000 to 510 000
 * @param discontinuousTransmission whether next to nothing is sent in silence (DTX, RFC 7587 §3.1.3)
 * @param forwardErrorCorrection whether packets carry a coarse copy of the one before where the encoder finds it worth
 *     while, as it does for speech (in-band FEC, RFC 7587 §3.3)
 * @param expectedLossPercent the share of packets that is expected to be lost, 0 to 50; what FEC is sized by. From some
 *     10 on, music is encoded with FEC, too, at the price of its treble
 * @param frameMillis what one packet holds: 10, 20, 40 or 60 ms. The less, the sooner it is heard, and the more packets
 *     there are
 */
public record AudioSettings(
        boolean enabled,
        int channels,
        int bitrate,
        boolean discontinuousTransmission,
        boolean forwardErrorCorrection,
        int expectedLossPercent,
        int frameMillis) {
    /** Of every encoding: the rate that Opus has on the wire, whatever the sources have (RFC 7587 §4.1). */
    public static final int SAMPLE_RATE = 48_000;

    private static final Set<Integer> FRAME_MILLIS = Set.of(10, 20, 40, 60);

    private static final AudioSettings DEFAULTS = new AudioSettings(true, 2, 64_000, true, true, 5, 10);

    public AudioSettings {
        requireRange("channels", channels, 1, 2);
        requireRange("bitrate", bitrate, 6_000, 510_000);
        requireRange("expectedLossPercent", expectedLossPercent, 0, 50);
        if (!FRAME_MILLIS.contains(frameMillis)) {
            throw new IllegalArgumentException("frameMillis " + frameMillis + " must be 10, 20, 40 or 60");
        }
    }

    /**
     * Stereo at 64 kbit/s with DTX and FEC, 5 % of loss expected, 10 ms a packet: browsers hold pictures back to keep
     * them in step with audio.
     */
    public static AudioSettings defaults() {
        return DEFAULTS;
    }

    /** No audio: offered audio sections are declined. */
    public static AudioSettings disabled() {
        return new AudioSettings(
                false,
                DEFAULTS.channels,
                DEFAULTS.bitrate,
                DEFAULTS.discontinuousTransmission,
                DEFAULTS.forwardErrorCorrection,
                DEFAULTS.expectedLossPercent,
                DEFAULTS.frameMillis);
    }

    /** 1 for mono, 2 for stereo. */
    public AudioSettings withChannels(int count) {
        return new AudioSettings(
                enabled,
                count,
                bitrate,
                discontinuousTransmission,
                forwardErrorCorrection,
                expectedLossPercent,
                frameMillis);
    }

    /** In bits per second. */
    public AudioSettings withBitrate(int newBitrate) {
        return new AudioSettings(
                enabled,
                channels,
                newBitrate,
                discontinuousTransmission,
                forwardErrorCorrection,
                expectedLossPercent,
                frameMillis);
    }

    public AudioSettings withDiscontinuousTransmission(boolean on) {
        return new AudioSettings(
                enabled, channels, bitrate, on, forwardErrorCorrection, expectedLossPercent, frameMillis);
    }

    public AudioSettings withForwardErrorCorrection(boolean on) {
        return new AudioSettings(
                enabled, channels, bitrate, discontinuousTransmission, on, expectedLossPercent, frameMillis);
    }

    /** 0 to 50. */
    public AudioSettings withExpectedLossPercent(int percent) {
        return new AudioSettings(
                enabled, channels, bitrate, discontinuousTransmission, forwardErrorCorrection, percent, frameMillis);
    }

    /** 10, 20, 40 or 60. */
    public AudioSettings withFrameMillis(int millis) {
        return new AudioSettings(
                enabled,
                channels,
                bitrate,
                discontinuousTransmission,
                forwardErrorCorrection,
                expectedLossPercent,
                millis);
    }

    private static void requireRange(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(name + " " + value + " must be " + minimum + " to " + maximum);
        }
    }
}
