package io.github.natcast.streamer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The settings of a channel. Immutable; the constructor throws an {@link IllegalArgumentException} when a value is out
 * of its range, and the message names the value and the range.
 *
 * @param source the source that is shown first
 * @param standby the source that is shown while no other source delivers; when empty, {@code source} is its own standby
 * @param standbyAfter how long a live source may be silent before the standby is shown, 200 ms to a minute
 * @param video the settings of its video
 * @param audio the settings of its audio
 * @param codecs the video codecs that may be negotiated, in order of preference; at least one
 * @param maximumViewers how many may watch it at once, 1 or more; when empty, as many as the streamer serves
 */
public record ChannelSettings(
        VideoSource source,
        Optional<VideoSource> standby,
        Duration standbyAfter,
        VideoSettings video,
        AudioSettings audio,
        List<VideoCodec> codecs,
        OptionalInt maximumViewers) {
    private static final Duration SHORTEST_STANDBY_AFTER = Duration.ofMillis(200);
    private static final Duration LONGEST_STANDBY_AFTER = Duration.ofMinutes(1);

    public ChannelSettings {
        Checks.given("source", source, "write VideoSource.testPattern() for the test pattern");
        Checks.given("standby", standby, "write Optional.empty() where the source is its own standby");
        Checks.given("standbyAfter", standbyAfter, "write Duration.ofSeconds(2) for the default");
        Checks.given("video", video, "write VideoSettings.defaults() for the default");
        Checks.given("audio", audio, "write AudioSettings.disabled() for none");
        Checks.given("maximumViewers", maximumViewers, "write OptionalInt.empty() for no limit of its own");
        if (standbyAfter.compareTo(SHORTEST_STANDBY_AFTER) < 0 || standbyAfter.compareTo(LONGEST_STANDBY_AFTER) > 0) {
            throw new IllegalArgumentException(
                    "the silence before the standby is shown, " + standbyAfter.toMillis() + " ms, must be "
                            + SHORTEST_STANDBY_AFTER.toMillis() + " to " + LONGEST_STANDBY_AFTER.toMillis() + " ms");
        }
        codecs = Checks.givenAll("codecs", codecs, "name at least one, such as H264");
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("at least one video codec is needed, such as H264");
        }
        if (Set.copyOf(codecs).size() < codecs.size()) {
            throw new IllegalArgumentException("codecs " + codecs + " must name each codec once");
        }
        if (maximumViewers.isPresent() && maximumViewers.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "maximum of viewers " + maximumViewers.getAsInt() + " must be 1 or more");
        }
    }

    /** A channel that shows this source, with everything else at its default. */
    public static ChannelSettings of(VideoSource source) {
        return new ChannelSettings(
                source,
                Optional.empty(),
                Duration.ofSeconds(2),
                VideoSettings.defaults(),
                AudioSettings.defaults(),
                List.of(VideoCodec.H264, VideoCodec.VP8),
                OptionalInt.empty());
    }

    /** These settings with another first source. */
    public ChannelSettings withSource(VideoSource value) {
        return new ChannelSettings(value, standby, standbyAfter, video, audio, codecs, maximumViewers);
    }

    /** These settings with a standby; {@link StreamerBuilder#standby} tells when it is shown. */
    public ChannelSettings withStandby(VideoSource value) {
        VideoSource given = Checks.given("standby", value, "leave it out where the source is its own standby");
        return new ChannelSettings(source, Optional.of(given), standbyAfter, video, audio, codecs, maximumViewers);
    }

    /** These settings with another silence before the standby is shown, 200 ms to a minute. */
    public ChannelSettings withStandbyAfter(Duration value) {
        return new ChannelSettings(source, standby, value, video, audio, codecs, maximumViewers);
    }

    /** These settings with other settings of the video. */
    public ChannelSettings withVideo(VideoSettings value) {
        return new ChannelSettings(source, standby, standbyAfter, value, audio, codecs, maximumViewers);
    }

    /** These settings with other settings of the audio. */
    public ChannelSettings withAudio(AudioSettings value) {
        return new ChannelSettings(source, standby, standbyAfter, video, value, codecs, maximumViewers);
    }

    /** These settings with other codecs, in order of preference; at least one. */
    public ChannelSettings withCodecs(List<VideoCodec> value) {
        return new ChannelSettings(source, standby, standbyAfter, video, audio, value, maximumViewers);
    }

    /** These settings with a limit of viewers, 1 or more. */
    public ChannelSettings withMaximumViewers(int value) {
        return new ChannelSettings(source, standby, standbyAfter, video, audio, codecs, OptionalInt.of(value));
    }
}
