package io.github.natcast.streamer;

import java.util.Set;

/**
 * Settings of the audio that all viewers receive, encoded as Opus (RFC 6716).
 *
 * <pre>{@code
 * AudioSettings speech = AudioSettings.defaults().withChannels(1).withBitrate(24_000);
 * }</pre>
 *
 * <p>Immutable. The constructor throws an {@link IllegalArgumentException} when a value is out of its range; the
 * message names the value and the range.
 *
 * @param enabled whether viewers who offer to receive audio receive any
 * @param channels 1 or 2; sources with other numbers of channels are mixed
 * @param bitrate the target in bits per second, 6000 to 510 000
 * @param discontinuousTransmission whether almost nothing is sent during silence (DTX, RFC 7587 §3.1.3)
 * @param forwardErrorCorrection whether a packet may carry a coarse copy of the previous one; the encoder adds it where
 *     it helps, mostly for speech (in-band FEC, RFC 7587 §3.3)
 * @param expectedLossPercent the expected packet loss in percent, 0 to 50; it decides how much FEC is added. From about
 *     10 on, music is encoded with FEC as well, at the cost of its high frequencies
 * @param frameMillis how much audio one packet holds: 10, 20, 40 or 60 ms. Shorter packets reduce the delay and add
 *     overhead
 */
public record AudioSettings(
        boolean enabled,
        int channels,
        int bitrate,
        boolean discontinuousTransmission,
        boolean forwardErrorCorrection,
        int expectedLossPercent,
        int frameMillis) {
    /** The sample rate of every encoding in Hz: Opus always uses it on the wire (RFC 7587 §4.1). */
    public static final int SAMPLE_RATE = 48_000;

    private static final Set<Integer> FRAME_MILLIS = Set.of(10, 20, 40, 60);

    private static final AudioSettings DEFAULTS = new AudioSettings(true, 2, 64_000, true, true, 5, 10);

    public AudioSettings {
        Checks.requireRange("channels", channels, 1, 2);
        Checks.requireRange("bitrate", bitrate, 6_000, 510_000);
        Checks.requireRange("expectedLossPercent", expectedLossPercent, 0, 50);
        if (!FRAME_MILLIS.contains(frameMillis)) {
            throw new IllegalArgumentException("frameMillis " + frameMillis + " must be 10, 20, 40 or 60");
        }
    }

    /**
     * The default settings: stereo at 64 kbit/s with DTX and FEC, 5 % expected loss, 10 ms per packet. The packets are
     * short because browsers delay the video to keep it in sync with the audio.
     */
    public static AudioSettings defaults() {
        return DEFAULTS;
    }

    /** Settings without audio: audio sections of offers are rejected. */
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

    /**
     * These settings with another number of channels.
     *
     * @param count 1 for mono, 2 for stereo
     * @throws IllegalArgumentException when it is another number
     */
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

    /**
     * These settings with another bitrate.
     *
     * @param newBitrate the target in bits per second, 6000 to 510 000
     * @throws IllegalArgumentException when it is out of its range
     */
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

    /** These settings with discontinuous transmission (DTX, RFC 7587 §3.1.3) on or off. */
    public AudioSettings withDiscontinuousTransmission(boolean on) {
        return new AudioSettings(
                enabled, channels, bitrate, on, forwardErrorCorrection, expectedLossPercent, frameMillis);
    }

    /** These settings with in-band forward error correction (FEC, RFC 7587 §3.3) on or off. */
    public AudioSettings withForwardErrorCorrection(boolean on) {
        return new AudioSettings(
                enabled, channels, bitrate, discontinuousTransmission, on, expectedLossPercent, frameMillis);
    }

    /**
     * These settings with another expected packet loss.
     *
     * @param percent 0 to 50
     * @throws IllegalArgumentException when it is out of its range
     */
    public AudioSettings withExpectedLossPercent(int percent) {
        return new AudioSettings(
                enabled, channels, bitrate, discontinuousTransmission, forwardErrorCorrection, percent, frameMillis);
    }

    /**
     * These settings with another packet length.
     *
     * @param millis 10, 20, 40 or 60 ms
     * @throws IllegalArgumentException when it is another length
     */
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
}
