package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The channels beside the channel live. */
final class ChannelOptions {
    @Option(
            names = "--channel",
            paramLabel = "JSON",
            converter = ChannelOption.Converter.class,
            showDefaultValue = Visibility.NEVER,
            description = "Another channel, which /?session=NAME shows: a JSON object with name, source, standby, copy,"
                    + " loop, rtsp-transport, source-option, source-token-file, standby-after, size, fps, bitrate,"
                    + " min-bitrate, codecs, audio, max-viewers, publish, publish-token-file, publish-simulcast; what it does not name is as of the channel live. May be given several"
                    + " times; [[channel]] in natcast.toml reads better.")
    private List<ChannelOption> channels = new ArrayList<>();

    /** By name; of two with the same one the first. */
    Map<String, ChannelOption> byName() {
        return channels.stream()
                .collect(Collectors.toMap(
                        ChannelOption::name, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }

    /**
     * The settings of each by its name; arguments are those of the channel live.
     *
     * @throws UserException when one is not possible
     */
    Map<String, ChannelSettings> settings(VideoSettings video, AudioSettings audio, List<VideoCodec> codecs)
            throws UserException {
        Map<String, ChannelSettings> settings = new LinkedHashMap<>();
        for (ChannelOption channel : channels) {
            try {
                if (settings.put(channel.name(), channel.settings(video, audio, codecs)) != null) {
                    throw new UserException("--channel: there are two named \"" + channel.name() + "\"");
                }
            } catch (IllegalArgumentException | TypeConversionException e) {
                throw new UserException("--channel: \"" + channel.name() + "\": " + e.getMessage(), e);
            }
        }
        return settings;
    }

    /** Opens them on a streamer that runs. */
    static void open(Streamer streamer, Map<String, ChannelSettings> channels) throws StreamerException {
        for (Map.Entry<String, ChannelSettings> channel : channels.entrySet()) {
            try {
                streamer.open(channel.getKey(), channel.getValue());
            } catch (IllegalArgumentException | StreamerException e) {
                throw new StreamerException("channel \"" + channel.getKey() + "\": " + e.getMessage(), e);
            }
        }
    }
}
