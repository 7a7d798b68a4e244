package io.github.natcast.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.sdp.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTopologyTest {
    private static final IpAddress PUBLIC = address("51.161.209.200");
    private static final IpAddress SERVER = address("192.168.1.10");

    private final NetworkTopology frp = NetworkTopology.builder()
            .publicAddress("51.161.209.200")
            .localAddress("192.168.1.10")
            .tunnel(TunnelKind.FRP)
            .forward(PortForward.tcp(PortRange.of(10110), PortRange.of(9000)))
            .forward(PortForward.udp(PortRange.of(10110), PortRange.of(10110)).to(SERVER))
            .forward(PortForward.udp(new PortRange(10111, 10115), new PortRange(20111, 20115)))
            .iceServer(IceServer.turn("turn:51.161.209.200:10110", "u", "p"))
            .iceServer(IceServer.turn("turn:51.161.209.200:3478", "u", "p"))
            .iceServer(IceServer.turn("turn:turn.example.org:10110", "u", "p"))
            .iceServer(IceServer.stun("stun:51.161.209.200:10110"))
            .build();

    @ParameterizedTest
    @CsvSource({
        "UDP, 10110, true",
        "UDP, 10115, true",
        "UDP, 10116, false",
        "UDP, 20111, false",
        "TCP, 10110, true",
        "TCP, 10111, false"
    })
    void knowsWhichPublicPortsReachTheServerByTransport(ForwardTransport transport, int port, boolean reachable) {
        assertThat(frp.isReachable(transport, PUBLIC, port)).isEqualTo(reachable);
    }

    @Test
    void mapsPortsOneByOneBothWays() {
        PortForward media = frp.forward(ForwardTransport.UDP, PUBLIC, 10113).orElseThrow();

        assertThat(media.localPort(10113)).hasValue(20113);
        assertThat(media.publicPort(20113)).hasValue(10113);
        assertThat(media.publicPort(10113)).isEmpty();
    }

    @Test
    void forwardsEveryPortOnlyWithOneToOneTranslationAndNoForwards() {
        NetworkTopology cloud = NetworkTopology.builder()
                .publicAddress("192.0.2.1")
                .tunnel(TunnelKind.ONE_TO_ONE)
                .build();

        assertThat(cloud.isReachable(ForwardTransport.UDP, address("192.0.2.1"), 4711))
                .isTrue();
        assertThat(cloud.isReachable(ForwardTransport.UDP, address("192.0.2.2"), 4711))
                .isFalse();
        assertThat(frp.forwardsEveryPort()).isFalse();
    }

    @Test
    void findsTurnServersBehindTheSameNatByAddressPortAndTransport() {
        assertThat(frp.turnServersBehindSameNat()).containsExactly(IceServerUrl.parse("turn:51.161.209.200:10110"));
    }

    @Test
    void saysThatAForwardToAnotherHostDoesNotReachTheServer() {
        PortForward media = PortForward.udp(PortRange.of(1), PortRange.of(1));

        assertThat(frp.reachesServer(media)).isTrue();
        assertThat(frp.reachesServer(media.to(SERVER))).isTrue();
        assertThat(frp.reachesServer(media.to(address("127.0.0.1")))).isTrue();
        assertThat(frp.reachesServer(media.to(address("192.168.1.20")))).isFalse();
    }

    @Test
    void refusesForwardsThatShareAPublicPortOfOneTransport() {
        NetworkTopologyBuilder builder = NetworkTopology.builder()
                .publicAddress("192.0.2.1")
                .publicAddress("192.0.2.2")
                .forward(PortForward.udp(new PortRange(10, 20), new PortRange(10, 20))
                        .from(address("192.0.2.1")));

        builder.forward(PortForward.tcp(PortRange.of(20), PortRange.of(20)));
        builder.forward(PortForward.udp(PortRange.of(20), PortRange.of(20)).from(address("192.0.2.2")));
        assertThatThrownBy(() -> builder.forward(PortForward.udp(PortRange.of(20), PortRange.of(30))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the forwards \"udp 192.0.2.1 10-20 to 10-20\" and \"udp 20 to 30\" share public ports;"
                        + " each public port can lead to one place only");
    }

    @Test
    void refusesATunnelThatCarriesNothing() {
        assertThatThrownBy(() -> NetworkTopology.builder()
                        .publicAddress("192.0.2.1")
                        .tunnel(TunnelKind.DOCKER)
                        .build())
                .hasMessageContaining("the tunnel docker carries only what forwards lists");
    }

    @Test
    void refusesAForwardOfAnAddressThatIsNotPublic() {
        assertThatThrownBy(() -> NetworkTopology.builder()
                        .publicAddress("192.0.2.1")
                        .forward(PortForward.udp(PortRange.of(1), PortRange.of(1))
                                .from(SERVER))
                        .build())
                .hasMessageContaining("belongs to 192.168.1.10, which is none of the public addresses [192.0.2.1]");
    }

    @Test
    void hidesCredentials() {
        assertThat(NetworkTopology.builder()
                        .iceServer(IceServer.turn("turn:192.0.2.1", "someone", "secret"))
                        .build()
                        .toString())
                .contains("turn:192.0.2.1")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "stun:stun.example.org,               stun,  stun.example.org, 3478, UDP",
        "STUNS:stun.example.org,              stuns, stun.example.org, 5349, TCP",
        "turn:192.0.2.1:10110?transport=tcp,  turn,  192.0.2.1,       10110, TCP",
        "turns:[2001:db8::1]:443,             turns, 2001:db8::1,       443, TCP",
        "turns:turn.example.org?transport=udp, turns, turn.example.org, 5349, UDP",
        "stun:[::ffff:192.0.2.1],             stun,  ::ffff:192.0.2.1, 3478, UDP",
        "stun:stun_1.ex-ample.org.,           stun,  stun_1.ex-ample.org., 3478, UDP",
        "stun:bücher.example,                 stun,  bücher.example,   3478, UDP",
        "stun:1und1.example,                  stun,  1und1.example,    3478, UDP",
    })
    void readsIceServerUrls(String text, String scheme, String host, int port, ForwardTransport transport) {
        assertThat(IceServerUrl.parse(text)).isEqualTo(new IceServerUrl(scheme, host, port, transport, text));
    }

    @ParameterizedTest
    @CsvSource({
        "http://x",
        "turn:",
        "turn://x",
        "turn:user@x",
        "turn:x:0",
        "turn:x:65536",
        "stun:a b",
        "turn:a@b",
        "stun:x:"
    })
    void refusesOtherUrls(String text) {
        assertThatThrownBy(() -> IceServerUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    /** Chromium or Firefox throws a SyntaxError at each, and then makes no connection. */
    @ParameterizedTest
    @CsvSource({
        "stun:stun.example.org?transport=udp, leave it out",
        "stuns:stun.example.org?transport=tcp, leave it out",
        "stun:stun.example.org?, leave it out",
        "turn:turn.example.org?transport=UDP, ?transport=udp or ?transport=tcp",
        "turn:turn.example.org?Transport=tcp, ?transport=udp or ?transport=tcp",
        "turn:x?transport=sctp, ?transport=udp or ?transport=tcp",
        "turns:x?transport=tcp&x=y, ?transport=udp or ?transport=tcp",
        "turn:x\\y, write a name",
        "turn:x|y, write a name",
        "turn:x<y, write a name",
        "turn:x%20y, write a name",
        "turn:x*y, write a name",
        "stun:[1:2], write a name",
        "stun:[192.0.2.1], write a name",
        "stun:[fe80::1%25eth0], write a name",
        "stun:256.1.1.1, write a name",
        "stun:192.0.2.1., write a name",
        "stun:example.0x1, write a name",
        "stun:., write a name"
    })
    void refusesWhatBrowsersRefuseAndSaysWhatToWrite(String text, String fix) {
        assertThatThrownBy(() -> IceServerUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"" + text + "\"", "refused by browsers", fix);
    }

    private static IpAddress address(String literal) {
        return IpAddress.parse(literal).orElseThrow();
    }
}
