package io.github.natcast.streamer.whep;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.pull.PullPlayback;
import io.github.natcast.topology.IceServer;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A source that another server streams by WHEP (draft-ietf-wish-whep): a second streamer, or a media server. Its
 * pictures and its sound are sent on as they come, without decoding; viewers who cannot play them get them encoded
 * again.
 *
 * <pre>{@code
 * streamer.show(WhepSource.of(URI.create("https://origin.example.org/whep/live")));
 * }</pre>
 *
 * <p>It is on air with the first key frame. Lost packets are asked for, and key frames where some are lost for good.
 * When the server ends, restarts or cannot be reached, the source comes back by itself, after 1 to 30 s; meanwhile the
 * standby is shown. When the server refuses with 401, 403 or 404, the source fails with the reason, and is not tried
 * again until it is shown anew.
 *
 * <p>Capture times are the server's, by its sender reports. Where its wall clock and this host's agree, delays that are
 * measured here count from its camera on; otherwise from the arrival.
 *
 * <p>Immutable, but for whether it was refused; each playback is a session of its own at the server.
 */
public final class WhepSource implements VideoSource {
    private static final List<VideoCodec> CODECS = List.of(VideoCodec.H264, VideoCodec.VP8);

    private final URI url;
    private final Supplier<Optional<String>> token;
    private final List<VideoCodec> codecs;
    private final List<IceServer> servers;
    private volatile boolean refused;

    private WhepSource(URI url, Supplier<Optional<String>> token, List<VideoCodec> codecs, List<IceServer> servers) {
        this.url = url;
        this.token = token;
        this.codecs = codecs;
        this.servers = servers;
    }

    /**
     * A server's stream, in H.264, or VP8 where it has no H.264.
     *
     * @param url of the WHEP endpoint, with its query
     * @throws IllegalArgumentException when it is no http or https URL with a host, or has a fragment or user
     *     information
     */
    public static WhepSource of(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getFragment() != null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("the WHEP URL must be like https://host/whep/live, without user and"
                    + " fragment; a token is given apart. It begins with \"" + beginning(url) + "\"");
        }
        return new WhepSource(url, Optional::empty, CODECS, List.of());
    }

    private static String beginning(URI url) {
        String scheme = url.getScheme();
        return scheme == null ? "no scheme" : scheme + ":";
    }

    /**
     * The same with a token, sent as {@code Authorization: Bearer} with every request to the URL's own host.
     *
     * @param value asked for before every request, on a thread of the source's own; may block for a moment. An
     *     exception counts as a server that cannot be reached
     */
    public WhepSource withToken(Supplier<String> value) {
        return new WhepSource(url, () -> Optional.of(value.get().strip()), codecs, servers);
    }

    /**
     * The same in these codecs, the preferred one first; the server chooses.
     *
     * @param value one or more, each once
     * @throws IllegalArgumentException when there is none, or one twice
     */
    public WhepSource withCodecs(VideoCodec... value) {
        List<VideoCodec> list = List.of(value);
        if (list.isEmpty() || new HashSet<>(list).size() < list.size()) {
            throw new IllegalArgumentException(
                    "codecs " + list + " must be one or more, each once, such as H264 and VP8");
        }
        return new WhepSource(url, token, list, servers);
    }

    /** The same with STUN and TURN servers, besides those that the server names itself. */
    public WhepSource withIceServers(List<IceServer> value) {
        return new WhepSource(url, token, codecs, List.copyOf(value));
    }

    /** The URL without its query, which may hold a secret. */
    @Override
    public String name() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return "whep:" + url.getScheme() + "://" + url.getHost() + port + url.getPath();
    }

    /** False once the server has refused, until it is started anew. */
    @Override
    public boolean isRestartable() {
        return !refused;
    }

    /** {@inheritDoc} Returns before anything is connected, and never fails. */
    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) {
        refused = false;
        return new PullPlayback(name(), url, token, codecs, servers, sink, () -> refused = true);
    }
}
