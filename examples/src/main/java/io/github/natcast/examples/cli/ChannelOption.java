package io.github.natcast.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code --channel}: one that is open beside the channel live. Immutable.
 *
 * @param name what {@code /ws/NAME} calls it
 * @param fields of the JSON object, whose types are checked
 */
record ChannelOption(String name, JsonNode fields) {

    /** Beside them, size, rates and the limit of viewers can change while it is open. */
    private static final List<String> SOURCE =
            List.of("source", "copy", "loop", "rtsp-transport", "source-option", "source-token-file");

    private static final String PUBLISH = "publish";
    private static final String PUBLISH_TOKENS = "publish-token-file";
    private static final String PUBLISH_SIMULCAST = "publish-simulcast";
    private static final List<String> FIXED = List.of("standby", "standby-after", "codecs", "audio");

    /** Where it is published to. */
    PublishTargets publications() {
        String channel = "--channel: \"" + name + "\": ";
        return new PublishTargets(
                channel + PUBLISH,
                channel + PUBLISH_TOKENS,
                texts(PUBLISH),
                texts(PUBLISH_TOKENS),
                fields.path(PUBLISH_SIMULCAST).asBoolean(false));
    }

    private List<String> texts(String field) {
        JsonNode value = fields.path(field);
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        }
        value.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Whether it has another source than before. */
    boolean showsOther(ChannelOption before) {
        return differs(SOURCE, before);
    }

    /** Whether it must be closed and opened again to have what it has now. */
    boolean reopens(ChannelOption before) {
        return differs(FIXED, before);
    }

    private boolean differs(List<String> names, ChannelOption before) {
        return names.stream().anyMatch(field -> !fields.path(field).equals(before.fields.path(field)));
    }

    /**
     * The channel's settings.
     *
     * @param video of the channel live, for what the channel says nothing about
     * @param audio likewise
     * @param codecs likewise
     * @throws IllegalArgumentException when a value is not possible
     */
    ChannelSettings settings(VideoSettings video, AudioSettings audio, List<VideoCodec> codecs) {
        ChannelSettings settings = ChannelSettings.of(new ChannelSource(fields).source())
                .withVideo(video(video))
                .withAudio(audio())
                .withCodecs(fields.has("codecs") ? codecs() : codecs);
        if (!fields.has("audio")) {
            settings = settings.withAudio(audio);
        }
        if (fields.has("standby")) {
            settings =
                    settings.withStandby(VideoSource.media(fields.get("standby").asText()));
        } else if (ChannelSource.needsStandby(fields.path("source").asText())) {
            settings = settings.withStandby(VideoSource.testPattern());
        }
        if (fields.has("standby-after")) {
            settings = settings.withStandbyAfter(new TurnOptions.TtlConverter()
                    .convert(fields.get("standby-after").asText()));
        }
        return fields.has("max-viewers")
                ? settings.withMaximumViewers(fields.get("max-viewers").asInt())
                : settings;
    }

    private VideoSettings video(VideoSettings others) {
        VideoSettings video = others;
        if (fields.has("size")) {
            PictureOptions.Size size = new PictureOptions.SizeConverter()
                    .convert(fields.get("size").asText());
            video = video.withSize(size.width(), size.height());
        }
        if (fields.has("fps")) {
            video = video.withFramesPerSecond(fields.get("fps").asInt());
        }
        if (fields.has("bitrate")) {
            video = video.withBitrate(bitrate("bitrate"));
        }
        return fields.has("min-bitrate") ? video.withMinimumBitrate(bitrate("min-bitrate")) : video;
    }

    private int bitrate(String field) {
        return new PictureOptions.BitrateConverter().convert(fields.get(field).asText());
    }

    private AudioSettings audio() {
        return fields.path("audio").asBoolean(true) ? AudioSettings.defaults() : AudioSettings.disabled();
    }

    private List<VideoCodec> codecs() {
        List<VideoCodec> codecs = new ArrayList<>();
        for (JsonNode codec : fields.get("codecs")) {
            try {
                codecs.add(VideoCodec.valueOf(codec.asText().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "codec \"" + codec.asText() + "\" is none of " + List.of(VideoCodec.values()), e);
            }
        }
        return codecs;
    }

    /** A JSON object with the keys that {@code [[channel]]} has in {@code natcast.toml}. */
    static final class Converter implements ITypeConverter<ChannelOption> {
        @Override
        public ChannelOption convert(String value) {
            try {
                JsonNode object = new ObjectMapper()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(value);
                ChannelFields.check(object);
                return new ChannelOption(object.get("name").asText(), object);
            } catch (JsonProcessingException e) {
                throw new TypeConversionException("the channel is not JSON: " + e.getOriginalMessage());
            }
        }
    }
}
