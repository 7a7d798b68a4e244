package io.github.natcast.streamer;

import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.runtime.EncoderSource;
import io.github.natcast.streamer.internal.runtime.NetworkSettings;
import io.github.natcast.streamer.internal.runtime.SendSettings;
import io.github.natcast.streamer.internal.runtime.SourceSettings;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of a {@link Streamer}, each with a default that works on a plain network. Confined to one thread. */
public final class StreamerBuilder {
    private VideoSource source = VideoSource.testPattern();
    private Optional<VideoSource> standby = Optional.empty();
    private Duration standbyAfter = MediaPipeline.STALL;
    private VideoSettings video = VideoSettings.defaults();
    private String bindAddress = NetworkSettings.defaults().bindAddress();
    private int httpPort = NetworkSettings.defaults().httpPort();
    private int mediaPort = NetworkSettings.defaults().mediaPort();
    private int maximumViewers = NetworkSettings.defaults().maximumViewers();
    private final List<PublicAddress> publicAddresses = new ArrayList<>();
    private boolean keepPrivateCandidates;
    private List<IceServer> iceServers = List.of();
    private final List<String> stunServers = new ArrayList<>();
    private Optional<IceServer> turnServer = Optional.empty();
    private Optional<String> token = Optional.empty();
    private List<VideoCodec> codecs = List.of(VideoCodec.H264, VideoCodec.VP8);
    private boolean lowestDelay;
    private boolean segmentation = true;
    private AudioSettings audio = AudioSettings.defaults();
    private StreamerListener listener = new StreamerListener() {};

    StreamerBuilder() {}

    /** What is shown from the start; the test pattern unless set. */
    public StreamerBuilder source(VideoSource value) {
        source = value;
        return this;
    }

    /**
     * What is shown while no other source delivers: before {@link #source} has its first picture, and when a source
     * ends, fails or is silent for {@link #standbyAfter}. It is opened at the start, so that it plays at once for the
     * first viewer. With a standby, a source that cannot be opened is no reason not to start; it is opened again after
     * pauses of 1 to 30 seconds, also when it fails later. Without one, {@link #source} is its own.
     */
    public StreamerBuilder standby(VideoSource value) {
        standby = Optional.of(value);
        return this;
    }

    /** How long a live source may be silent before the standby is shown: 200 ms to a minute, two seconds unless set. */
    public StreamerBuilder standbyAfter(Duration silence) {
        standbyAfter = silence;
        return this;
    }

    /** Size, frame rate, bitrate and encoder. */
    public StreamerBuilder video(VideoSettings value) {
        video = value;
        return this;
    }

    /** Channels and bitrate of the audio, or none at all; stereo at 64 kbit/s unless set. */
    public StreamerBuilder audio(AudioSettings value) {
        audio = value;
        return this;
    }

    /** An IP literal of this host for HTTP and media; {@code 0.0.0.0}, every usable address, unless set. */
    public StreamerBuilder bindAddress(String value) {
        bindAddress = value;
        return this;
    }

    /** TCP port of page and signalling, 9000 unless set; 0 takes any free one. */
    public StreamerBuilder httpPort(int value) {
        httpPort = value;
        return this;
    }

    /** UDP port of all media, 10111 unless set; 0 takes any free one. */
    public StreamerBuilder mediaPort(int value) {
        mediaPort = value;
        return this;
    }

    /** An address that reaches the media port under its own number. One per family, in order of preference. */
    public StreamerBuilder publicAddress(String address) {
        publicAddresses.add(new PublicAddress(address, OptionalInt.empty()));
        return this;
    }

    /** An address and UDP port that reach the media port. */
    public StreamerBuilder publicAddress(String address, int port) {
        publicAddresses.add(new PublicAddress(address, OptionalInt.of(port)));
        return this;
    }

    /**
     * Whether the private addresses stay in answers, as host candidates, with each {@linkplain #publicAddress public
     * address} beside them as a server-reflexive one; off unless set. For a TURN server behind the same NAT as this
     * host: it reaches the private address, and viewers that are relayed by it let through what comes from there (RFC
     * 8656 §9). The price: every viewer learns the private addresses, and tries them before the public ones.
     */
    public StreamerBuilder keepPrivateCandidates(boolean value) {
        keepPrivateCandidates = value;
        return this;
    }

    /** What browsers are told to use; none unless set. */
    public StreamerBuilder iceServers(List<IceServer> value) {
        iceServers = List.copyOf(value);
        return this;
    }

    /**
     * For a host behind a NAT that forwards no port to it: a STUN server, such as {@code stun:stun.example.org:3478},
     * that tells this side its public address; viewers are then met half-way. Browsers are told the server too when
     * {@link #iceServers} has none, since they need one as well. With a second server a NAT is recognized that cannot
     * be passed this way. A server that does not answer is no reason not to start: the health page says so, and it is
     * asked again.
     */
    public StreamerBuilder stunServer(String url) {
        stunServers.add(url);
        return this;
    }

    /**
     * A TURN server that relays for this side, for a host behind a NAT that {@link #stunServer} cannot pass: all
     * viewers that are not reached otherwise come over one allocation there. Reached by UDP. Browsers are not told it,
     * nor its credential. When it does not answer, the streamer starts all the same, and asks again.
     */
    public StreamerBuilder turnServer(IceServer value) {
        turnServer = Optional.of(value);
        return this;
    }

    /** How many may watch at once, 500 unless set. */
    public StreamerBuilder maximumViewers(int value) {
        maximumViewers = value;
        return this;
    }

    /** A bearer token that clients must present; everyone may watch unless set. */
    public StreamerBuilder token(String value) {
        token = Optional.of(value);
        return this;
    }

    /**
     * What may be negotiated, in order of preference; H.264 and VP8 unless set. A codec is encoded while some viewer
     * needs it; one without a usable encoder is left out, unless it is the only one.
     */
    public StreamerBuilder codecs(List<VideoCodec> value) {
        codecs = List.copyOf(value);
        return this;
    }

    /**
     * Whether viewers are asked to show each picture as soon as it is decoded (playout-delay header extension, 0 to 0
     * ms): the least delay, at the price of unevenness on a jittery path. False unless set.
     */
    public StreamerBuilder lowestDelay(boolean value) {
        lowestDelay = value;
        return this;
    }

    /**
     * Whether packets to one viewer may be given to the kernel together, where it can take them (UDP_SEGMENT of Linux):
     * the same bytes on the wire for a fraction of the CPU. True unless set.
     */
    public StreamerBuilder segmentation(boolean value) {
        segmentation = value;
        return this;
    }

    public StreamerBuilder listener(StreamerListener value) {
        listener = value;
        return this;
    }

    /**
     * A streamer that is not started yet.
     *
     * @throws IllegalArgumentException when a value is out of its range, or an address is no IP literal
     */
    public Streamer build() {
        return build(FfmpegEncoders::new);
    }

    /** With other encoders than FFmpeg's, for tests of what happens when one fails. */
    Streamer build(EncoderSource encoders) {
        NatSettings nat = new NatSettings(stunServers, turnServer);
        List<IceServer> told = iceServers.isEmpty() && !stunServers.isEmpty()
                ? List.of(new IceServer(stunServers, Optional.empty(), Optional.empty()))
                : iceServers;
        NetworkSettings network = new NetworkSettings(
                bindAddress,
                httpPort,
                mediaPort,
                publicAddresses,
                keepPrivateCandidates,
                told,
                nat,
                maximumViewers,
                token);
        SendSettings sending = new SendSettings(
                codecs, lowestDelay ? Optional.of(PlayoutDelay.NONE) : Optional.empty(), audio, segmentation);
        return new Streamer(
                network, video, sending, new SourceSettings(source, standby, standbyAfter), listener, encoders);
    }
}
