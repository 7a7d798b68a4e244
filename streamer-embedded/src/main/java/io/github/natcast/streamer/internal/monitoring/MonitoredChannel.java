package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The parts of one channel that the health and metrics reports read. Immutable; the parts are thread-safe.
 *
 * @param name the channel's; reports do not mention that of the default channel
 * @param media sources and encodings
 * @param viewersOf how many are sent a format
 * @param audio empty when there is none
 * @param offered what viewers may get: that another codec has no encoder is no failure
 */
public record MonitoredChannel(
        String name,
        MediaPipeline media,
        ToIntFunction<EncodingFormat> viewersOf,
        Optional<AudioReport> audio,
        List<VideoCodec> offered) {

    boolean isDefault() {
        return name.equals(Channel.DEFAULT_NAME);
    }

    /** The labels that tell this channel from the default one; writable. */
    static Map<String, String> labels(String channel) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (!channel.equals(Channel.DEFAULT_NAME)) {
            labels.put("channel", channel);
        }
        return labels;
    }
}
