package io.github.natcast.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.VideoSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a channel beside the channel live shows. Immutable.
 *
 * @param fields of the channel, whose types are checked
 */
record ChannelSource(JsonNode fields) {
    private static final String FRAMES = "frames:";

    /** Without a source, the test pattern. */
    VideoSource source() {
        String location = fields.path("source").asText();
        if (location.equals("-") || location.startsWith("pipe:")) {
            throw new IllegalArgumentException("source " + location
                    + " is standard input, which the channel live alone shows: give it there as the source");
        }
        boolean whep = WhepLocation.is(location);
        if (fields.has("source-token-file") && !whep) {
            throw new IllegalArgumentException("source-token-file goes with a source whep:URL");
        }
        if (location.startsWith(FRAMES) || location.isEmpty() || whep) {
            for (String field : new String[] {"copy", "loop", "rtsp-transport", "source-option"}) {
                if (fields.has(field) && !(whep && field.equals("copy"))) {
                    throw new IllegalArgumentException(field + " describes a file, a URL or a device, not "
                            + (location.isEmpty() ? "the test pattern" : location));
                }
            }
            if (whep) {
                return WhepLocation.source(
                        location,
                        Optional.of(fields.path("source-token-file").asText())
                                .filter(file -> !file.isEmpty())
                                .map(Path::of));
            }
            return location.isEmpty()
                    ? VideoSource.testPattern()
                    : VideoSource.frames(location.substring(FRAMES.length()));
        }
        boolean copy = fields.path("copy").asBoolean();
        return copy ? VideoSource.copied(location, options()) : VideoSource.media(location, options());
    }

    /** A frame socket is silent at first, and a server may be. */
    static boolean needsStandby(String location) {
        return location.startsWith(FRAMES) || WhepLocation.is(location);
    }

    private MediaOptions options() {
        MediaOptions options = MediaOptions.defaults();
        if (!fields.path("loop").asBoolean(true)) {
            options = options.withoutLoop();
        }
        if (fields.has("rtsp-transport")) {
            options = options.withRtspTransport(
                    transport(fields.get("rtsp-transport").asText()));
        }
        for (var option : fields.path("source-option").properties()) {
            options = options.withOption(option.getKey(), option.getValue().asText());
        }
        return options;
    }

    private static MediaOptions.RtspTransport transport(String name) {
        try {
            return MediaOptions.RtspTransport.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "rtsp-transport \"" + name + "\" is none of " + List.of(MediaOptions.RtspTransport.values()), e);
        }
    }
}
