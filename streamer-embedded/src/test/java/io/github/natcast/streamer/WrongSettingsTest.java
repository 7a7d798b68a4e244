package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.PublicAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong value is refused before anything is opened, in words that name it, its setting and the way out. */
final class WrongSettingsTest {
    private static final List<IceServer> TURN_WITHOUT_CREDENTIALS =
            List.of(IceServer.of(List.of("turn:turn.example.org:3478"), Optional.empty(), Optional.empty()));
    private static final IceServer TURN = IceServer.turn("turn:turn.example.org:3478", "u", "p");

    private static Arguments wrong(String what, UnaryOperator<StreamerBuilder> setting, String... words) {
        return Arguments.of(what, setting, words);
    }

    static Stream<Arguments> values() {
        List<Arguments> rows = new ArrayList<>();
        rows.addAll(media());
        rows.addAll(ports());
        rows.addAll(servers());
        rows.addAll(nulls());
        return rows.stream();
    }

    private static List<Arguments> media() {
        VideoSettings video = VideoSettings.defaults();
        return List.of(
                wrong(
                        "short silence",
                        b -> b.standbyAfter(Duration.ofMillis(199)),
                        "standby",
                        "199 ms",
                        "200 to 60000"),
                wrong("long silence", b -> b.standbyAfter(Duration.ofSeconds(61)), "standby", "61000 ms", "60000"),
                wrong("negative silence", b -> b.standbyAfter(Duration.ofMillis(-1)), "standby", "-1 ms", "200"),
                wrong("no viewers", b -> b.maximumViewers(0), "viewers", "0", "1 or more"),
                wrong("negative viewers", b -> b.maximumViewers(-3), "viewers", "-3", "1 or more"),
                wrong("no codec", b -> b.codecs(List.of()), "codec", "at least one", "H264"),
                wrong("a codec twice", b -> b.codecs(List.of(VideoCodec.VP8, VideoCodec.VP8)), "codecs", "VP8", "once"),
                wrong(
                        "encoder",
                        b -> b.video(video.withEncoder("h264_nvidia")),
                        "encoder",
                        "h264_nvidia",
                        "h264_nvenc"),
                wrong("blank encoder", b -> b.video(video.withEncoder(" ")), "encoder", "\" \"", "leave it out"),
                wrong(
                        "encoder of another codec",
                        b -> b.video(video.withEncoder("libvpx")).codecs(List.of(VideoCodec.H264)),
                        "encoder \"libvpx\"",
                        "VP8",
                        "[H264]"),
                wrong("odd size", b -> b.video(video.withSize(641, 360)), "width", "641", "even"),
                wrong("small", b -> b.video(video.withSize(30, 360)), "width", "30", "32 to 7680"),
                wrong("large", b -> b.video(video.withSize(640, 4322)), "height", "4322", "32 to 4320"),
                wrong("fast", b -> b.video(video.withFramesPerSecond(121)), "framesPerSecond", "121", "1 to 120"),
                wrong("low rate", b -> b.video(video.withBitrate(49_999)), "bitrate", "49999", "50000"),
                wrong("low minimum", b -> b.video(video.withMinimumBitrate(1)), "minimumBitrate", "1", "50000"),
                wrong("renditions", b -> b.video(video.withRenditions(4)), "renditions", "4", "1 to 3"),
                wrong("audio", b -> b.audio(AudioSettings.defaults().withChannels(3)), "channels", "3", "1 to 2"),
                wrong("audio rate", b -> b.audio(AudioSettings.defaults().withBitrate(1)), "bitrate", "1", "6000"));
    }

    private static List<Arguments> ports() {
        PublicAddress address = PublicAddress.of("203.0.113.7", 40_111);
        return List.of(
                wrong("HTTP port", b -> b.httpPort(65_536), "HTTP port", "65536", "0 to 65535"),
                wrong("negative HTTP port", b -> b.httpPort(-1), "HTTP port", "-1", "0 to 65535"),
                wrong("media port", b -> b.mediaPort(70_000), "media port", "70000", "0 to 65535"),
                wrong("TCP port", b -> b.tcpPort(-1), "TCP port", "-1", "0 to 65535"),
                wrong("name to bind", b -> b.bindAddress("localhost"), "bindAddress", "localhost", "0.0.0.0"),
                wrong("hexadecimal to bind", b -> b.bindAddress("beef"), "bindAddress", "beef", "0.0.0.0"),
                wrong("blank to bind", b -> b.bindAddress(""), "bindAddress", "\"\"", "0.0.0.0"),
                wrong("half an address", b -> b.bindAddress("10.1"), "bindAddress", "10.1", "0.0.0.0"),
                wrong("no address", b -> b.bindAddress("256.0.0.1"), "bindAddress", "256.0.0.1", "0.0.0.0"),
                wrong("no IPv6 address", b -> b.bindAddress("::g"), "bindAddress", "::g", "0.0.0.0"),
                wrong("public port 9", b -> b.publicAddress("203.0.113.7", 9), "public port", "9", "another"),
                wrong("public port 0", b -> b.publicAddress("203.0.113.7", 0), "public port", "0", "1 to 65535"),
                wrong("no public name", b -> b.publicAddress("a b"), "public address", "a b", "203.0.113.7"),
                wrong("blank public name", b -> b.publicAddress(""), "public address", "\"\"", "203.0.113.7"),
                wrong("no public address", b -> b.publicAddress("1.2.3.400"), "public address", "1.2.3.400", "write"),
                wrong("link-local", b -> b.publicAddress("169.254.1.1"), "public address", "169.254.1.1", "reach"),
                wrong(
                        "an address twice",
                        b -> b.publicAddress("203.0.113.7", 40_111).publicAddress(address),
                        "publicAddress",
                        "203.0.113.7",
                        "twice"),
                wrong(
                        "a name twice",
                        b -> b.publicAddress("a.example").publicAddress("a.example"),
                        "a.example",
                        "once"),
                wrong("public TCP name", b -> b.publicTcp("example.org"), "public address", "example.org", "write"),
                wrong("public TCP port 9", b -> b.publicTcp("203.0.113.7", 9), "public port", "9", "another"),
                wrong(
                        "a TCP address twice",
                        b -> b.publicTcp("203.0.113.7").publicTcp("203.0.113.7"),
                        "publicTcp",
                        "203.0.113.7",
                        "twice"),
                wrong("peers", b -> b.lanPeers("192.168.0.0/33"), "192.168.0.0", "33", "0 to 32"),
                wrong("blank token", b -> b.token(" "), "token", "\" \"", "leave it out"),
                wrong("empty token", b -> b.token(""), "token", "\"\"", "leave it out"));
    }

    private static List<Arguments> servers() {
        return List.of(
                wrong("TURN without credentials", b -> b.iceServers(TURN_WITHOUT_CREDENTIALS), "turn", "credentials"),
                wrong(
                        "STUN over TLS",
                        b -> b.iceServers(List.of(IceServer.stun("stuns:stun.example.org"))),
                        "stuns:stun.example.org",
                        "Firefox",
                        "write a stun: URL"),
                wrong("STUN URL", b -> b.stunServer("stun.example.org"), "stun.example.org", "stun:"),
                wrong("TURN as STUN", b -> b.stunServer("turn:turn.example.org"), "turn:turn.example.org", "stun:"),
                wrong(
                        "a STUN server twice",
                        b -> b.stunServer("stun:a.example").stunServer("stun:a.example"),
                        "stunServer",
                        "stun:a.example",
                        "twice"),
                wrong(
                        "TURN over TCP",
                        b -> b.turnServer(IceServer.turn("turn:turn.example.org?transport=tcp", "u", "p")),
                        "turn.example.org",
                        "UDP"),
                wrong("blank secret", b -> b.turnServer(TURN).turnSecret(" "), "TURN secret", "blank"),
                wrong("secret of no use", b -> b.turnServer(TURN).turnSecret("s3cret"), "TURN secret", "no use"),
                wrong(
                        "short credentials",
                        b -> b.iceServers(TURN_WITHOUT_CREDENTIALS)
                                .turnSecret("s")
                                .turnTtl(Duration.ofSeconds(59)),
                        "TURN credentials",
                        "59 s",
                        "60 to 86400"));
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static List<Arguments> nulls() {
        return List.of(
                wrong("source", b -> b.source(null), "source", "null", "test pattern"),
                wrong("standby", b -> b.standby(null), "standby", "null", "leave it out"),
                wrong("standbyAfter", b -> b.standbyAfter(null), "standbyAfter", "null", "leave it out"),
                wrong("video", b -> b.video(null), "video", "null", "defaults"),
                wrong("audio", b -> b.audio(null), "audio", "null", "disabled"),
                wrong("codecs", b -> b.codecs(null), "codecs", "null", "H264"),
                wrong("a codec", b -> b.codecs(Arrays.asList(VideoCodec.VP8, null)), "codecs", "null", "H264"),
                wrong("listener", b -> b.listener(null), "listener", "null", "leave it out"),
                wrong("admission", b -> b.admission(null), "admission", "null", "leave it out"),
                wrong("channels", b -> b.maximumChannels(0), "channels 0", "1 or more", "maximumChannels"),
                wrong("encoders", b -> b.maximumEncoders(0), "encoders 0", "1 or more", "maximumEncoders"),
                wrong("GPU encoders", b -> b.maximumGpuEncoders(-1), "-1", "0 or more", "maximumGpuEncoders"),
                wrong("HTTP bind", b -> b.httpBindAddress("localhost"), "httpBindAddress", "localhost", "0.0.0.0"),
                wrong("media bind", b -> b.mediaBindAddress("::g"), "mediaBindAddress", "::g", "0.0.0.0"),
                wrong("bindAddress", b -> b.bindAddress(null), "bindAddress", "null", "0.0.0.0"),
                wrong("public host", b -> b.publicAddress((String) null), "publicAddress", "null", "leave it out"),
                wrong("public host and port", b -> b.publicAddress(null, 1), "publicAddress", "null", "leave it out"),
                wrong("publicAddress", b -> b.publicAddress((PublicAddress) null), "publicAddress", "null", "leave"),
                wrong("publicTcp", b -> b.publicTcp(null), "publicTcp", "null", "leave it out"),
                wrong("lanPeers", b -> b.lanPeers((String) null), "lanPeers", "null", "leave it out"),
                wrong("iceServers", b -> b.iceServers(null), "iceServers", "null", "leave it out"),
                wrong("stunServer", b -> b.stunServer(null), "stunServer", "null", "leave it out"),
                wrong("turnServer", b -> b.turnServer(null), "turnServer", "null", "leave it out"),
                wrong("turnSecret", b -> b.turnSecret(null), "turnSecret", "null", "leave it out"),
                wrong("turnTtl", b -> b.turnTtl(null), "turnTtl", "null", "leave it out"),
                wrong("proxyProtocol", b -> b.proxyProtocol(null), "proxyProtocol", "null", "leave it out"),
                wrong("trustedProxies", b -> b.trustedProxies(null), "trustedProxies", "null", "leave it out"),
                wrong("token", b -> b.token(null), "token", "null", "leave it out"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void isRefusedInWords(String what, UnaryOperator<StreamerBuilder> setting, String[] words) {
        Throwable refusal =
                catchThrowable(() -> setting.apply(Streamer.builder()).build());

        assertThat(refusal).isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
        assertThat(refusal.getMessage()).contains(words).doesNotContain("\n");
    }

    static Stream<Arguments> channels() {
        return channelValues().stream();
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static List<Arguments> channelValues() {
        return List.of(
                channel("source", c -> c.withSource(null), "source", "null", "test pattern"),
                channel("standby", c -> c.withStandby(null), "standby", "null", "leave it out"),
                channel("standbyAfter", c -> c.withStandbyAfter(null), "standbyAfter", "null", "default"),
                channel("short silence", c -> c.withStandbyAfter(Duration.ZERO), "standby", "0 ms", "200 to 60000"),
                channel("video", c -> c.withVideo(null), "video", "null", "default"),
                channel("audio", c -> c.withAudio(null), "audio", "null", "disabled"),
                channel("no codec", c -> c.withCodecs(List.of()), "codec", "at least one"),
                channel("codecs", c -> c.withCodecs(null), "codecs", "null", "H264"),
                channel("a codec twice", c -> c.withCodecs(List.of(VideoCodec.AV1, VideoCodec.AV1)), "AV1", "once"),
                channel("no viewers", c -> c.withMaximumViewers(0), "viewers", "0", "1 or more"),
                channel(
                        "maximumViewers",
                        c -> new ChannelSettings(
                                c.source(), c.standby(), c.standbyAfter(), c.video(), c.audio(), c.codecs(), null),
                        "maximumViewers",
                        "null",
                        OptionalInt.class.getSimpleName()));
    }

    private static Arguments channel(String what, UnaryOperator<ChannelSettings> setting, String... words) {
        return Arguments.of(what, setting, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("channels")
    void isRefusedForAChannel(String what, UnaryOperator<ChannelSettings> setting, String[] words) {
        ChannelSettings right = ChannelSettings.of(VideoSource.testPattern());
        Throwable refusal = catchThrowable(() -> setting.apply(right));

        assertThat(refusal).isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
        assertThat(refusal.getMessage()).contains(words).doesNotContain("\n");
    }
}
