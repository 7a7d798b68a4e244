package io.github.natcast.streamer.publish;

import io.github.natcast.streamer.VideoCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a stream is published. Immutable.
 *
 * <pre>{@code
 * Publication publication = streamer.publish(
 *         URI.create("https://media.example.org/avatar/whip"),
 *         PublishSettings.defaults().withToken("user:password"));
 * }</pre>
 */
public final class PublishSettings {
    private static final PublishSettings DEFAULTS =
            new PublishSettings(Optional::empty, List.of(VideoCodec.H264, VideoCodec.VP8), false);

    private final Supplier<Optional<String>> token;
    private final List<VideoCodec> codecs;
    private final boolean simulcast;

    private PublishSettings(Supplier<Optional<String>> token, List<VideoCodec> codecs, boolean simulcast) {
        this.token = token;
        this.codecs = codecs;
        this.simulcast = simulcast;
    }

    /** No token; H.264, or VP8 where the server takes no H.264; one stream. */
    public static PublishSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Sends a token with every request to the URL's own host, as {@code Authorization: Bearer} (RFC 6750).
     *
     * @throws IllegalArgumentException when it is empty, or has characters that no header has
     */
    public PublishSettings withToken(String value) {
        Optional<String> checked = Optional.of(checked(value));
        return new PublishSettings(() -> checked, codecs, simulcast);
    }

    /**
     * As {@link #withToken(String)}, with one that changes: it is asked for before every request, on a thread of the
     * streamer's own, and may block for a moment.
     */
    public PublishSettings withToken(Supplier<String> value) {
        return new PublishSettings(() -> Optional.of(checked(value.get())), codecs, simulcast);
    }

    /**
     * Offers these codecs, the preferred one first. A server that sends on what it gets can send it to those of its
     * viewers who play that codec; constrained baseline H.264 is played by all.
     *
     * @param value one or more, each once
     * @throws IllegalArgumentException when there is none, or one twice
     */
    public PublishSettings withCodecs(VideoCodec... value) {
        List<VideoCodec> list = List.of(value);
        if (list.isEmpty() || new HashSet<>(list).size() < list.size()) {
            throw new IllegalArgumentException(
                    "codecs " + list + " must be one or more, each once, such as H264 and VP8");
        }
        return new PublishSettings(token, list, simulcast);
    }

    /**
     * Whether the channel's renditions are offered side by side (simulcast, RFC 8853), so that the server gives each of
     * its viewers what their path carries. A server that does not take them gets one stream. Not for servers that take
     * what they cannot use: MediaMTX makes three tracks of them. All renditions are then encoded, and sent as far as
     * the uplink carries them together: about 1.6 times the bitrate of the full one.
     */
    public PublishSettings withSimulcast(boolean value) {
        return new PublishSettings(token, codecs, value);
    }

    /**
     * The token of now; empty when there is none.
     *
     * @throws IllegalArgumentException when it is empty, or has characters that no header has
     */
    public Optional<String> token() {
        return token.get();
    }

    /** The codecs in order of preference. */
    public List<VideoCodec> codecs() {
        return codecs;
    }

    /** Whether renditions are offered side by side. */
    public boolean simulcast() {
        return simulcast;
    }

    /** RFC 9110 §5.5: visible ASCII. RFC 6750's own grammar is narrower, but MediaMTX wants {@code user:password}. */
    private static String checked(String token) {
        if (!token.matches("[\\x21-\\x7e]{1,8192}")) {
            throw new IllegalArgumentException("the token must have 1 to 8192 visible ASCII characters and no space;"
                    + " it has " + token.length() + " characters");
        }
        return token;
    }

    /** The token is not shown. */
    @Override
    public String toString() {
        return "PublishSettings[codecs " + codecs + (simulcast ? ", simulcast" : "") + "]";
    }
}
