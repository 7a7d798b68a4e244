package io.github.natcast.streamer.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers are told of the port where they connect by TCP. */
final class TcpAddressRewritingTest {
    private static final AddressSettings DEFAULTS = AddressSettings.own();
    private static final AddressSettings KEEPING = new AddressSettings(List.of(), true, false, DEFAULTS.lanPeers());
    private static final PublicAddress PUBLIC = PublicAddress.of("51.161.209.200", 40111);
    private static final PublicAddress PUBLIC_TCP =
            PublicAddress.of("51.161.209.201", PortMapping.none(), PortMapping.fixed(10110));
    private static final Audience STRANGER = audience("198.51.100.7", "51.161.209.200");
    private static final Audience NEIGHBOUR = audience("192.168.1.77", "192.168.1.10");
    private static final List<OwnAddress> OWN = List.of(own("192.168.1.10"), own("172.17.0.1"));

    private static Audience audience(String address, String calledHost) {
        return new Audience(IpAddress.parse(address).orElseThrow(), IpAddress.parse(calledHost));
    }

    private static OwnAddress own(String address) {
        return new OwnAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), 24);
    }

    private static String udp(String address) {
        return "candidate:1 1 udp 2130706431 " + address + " 10111 typ host";
    }

    private static String tcp(String address, int port) {
        return "candidate:tcp1 1 tcp 1520435199 " + address + " " + port + " typ host tcptype passive";
    }

    private static String answer(String... candidates) {
        return """
                v=0
                o=- 1 1 IN IP4 0.0.0.0
                s=-
                t=0 0
                m=video 10111 UDP/TLS/RTP/SAVPF 96
                c=IN IP4 192.168.1.10
                a=mid:0
                a=%s
                """.formatted(String.join("\na=", candidates));
    }

    /** Without public addresses of UDP: this host's own ones are reached. */
    private static AddressRewriting tcpAlone() {
        return new AddressRewriting(OWN, List.of(), List.of(PUBLIC_TCP), false, DEFAULTS);
    }

    private static AddressRewriting both(AddressSettings settings) {
        return new AddressRewriting(OWN, List.of(PUBLIC), List.of(PUBLIC_TCP), true, settings);
    }

    private static AddressRewriting udpAlone(AddressSettings settings, PublicAddress address) {
        return new AddressRewriting(OWN, List.of(address), List.of(), true, settings);
    }

    private static List<String> told(AddressRewriting rewriting, Audience audience, String... candidates) {
        return rewriting.candidates(List.of(candidates), "0", audience);
    }

    @Test
    void tellsThePublicTcpPortAndLeavesUdpAsItIs() {
        assertThat(told(tcpAlone(), STRANGER, tcp("192.168.1.10", 9000), udp("192.168.1.10")))
                .containsExactly(tcp("51.161.209.201", 10110), udp("192.168.1.10"));
        assertThat(tcpAlone().answer(answer(udp("192.168.1.10"), tcp("192.168.1.10", 9000)), STRANGER))
                .contains("m=video 10111 ", "a=" + udp("192.168.1.10") + "\n")
                .contains("a=" + tcp("51.161.209.201", 10110) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "203.0.113.7"})
    void itStandsForEachOfThisHostsOwn(String address) {
        AddressRewriting rewriting =
                new AddressRewriting(List.of(own(address)), List.of(), List.of(PUBLIC_TCP), false, DEFAULTS);

        assertThat(told(rewriting, STRANGER, tcp(address, 9000))).containsExactly(tcp("51.161.209.201", 10110));
    }

    @Test
    void severalAddressesOfThisHostShareThePublicTcpPort() {
        String[] candidates = {
            udp("192.168.1.10"),
            tcp("192.168.1.10", 9000),
            "candidate:tcp2 1 tcp 1520434943 172.17.0.1 9000 typ host tcptype passive"
        };

        assertThat(told(tcpAlone(), STRANGER, candidates))
                .containsExactly(udp("192.168.1.10"), tcp("51.161.209.201", 10110));
        assertThat(tcpAlone().answer(answer(candidates), STRANGER))
                .containsOnlyOnce(" 51.161.209.201 10110 ")
                .doesNotContain("172.17.0.1");
    }

    @Test
    void tcpHasItsOwnAddressBesideThatOfUdp() {
        assertThat(both(DEFAULTS).answer(answer(udp("192.168.1.10"), tcp("192.168.1.10", 9000)), STRANGER))
                .contains(" 51.161.209.200 40111 typ host\n", "a=" + tcp("51.161.209.201", 10110) + "\n")
                .doesNotContain("192.168.1.10");
    }

    @Test
    void aTcpPortThatIsNotForwardedIsNotTold() {
        AddressRewriting replacing = udpAlone(DEFAULTS, PUBLIC);

        assertThat(told(replacing, STRANGER, tcp("192.168.1.10", 9000))).isEmpty();
        assertThat(replacing.answer(answer(udp("192.168.1.10"), tcp("192.168.1.10", 9000)), STRANGER))
                .doesNotContain("192.168.1.10", " tcp ");
        assertThat(told(udpAlone(KEEPING, PUBLIC), STRANGER, tcp("192.168.1.10", 9000)))
                .containsExactly(tcp("192.168.1.10", 9000));
    }

    @Test
    void norIsThatOfATranslatedAddressThatLooksPublic() {
        AddressRewriting rewriting = new AddressRewriting(
                List.of(own("11.0.0.5"), own("203.0.113.7")),
                List.of(PublicAddress.of("203.0.113.7", 40111)),
                List.of(),
                true,
                DEFAULTS);

        assertThat(told(rewriting, STRANGER, tcp("11.0.0.5", 9000))).isEmpty();
        assertThat(told(rewriting, STRANGER, tcp("203.0.113.7", 9000)))
                .as("this host has the public address itself")
                .containsExactly(tcp("203.0.113.7", 9000));
    }

    @Test
    void aNatThatKeepsPortsForwardsTcpAsWell() {
        AddressRewriting same = udpAlone(DEFAULTS, PublicAddress.of("51.161.209.200"));

        assertThat(told(same, STRANGER, tcp("192.168.1.10", 9000))).containsExactly(tcp("51.161.209.200", 9000));
    }

    @Test
    void whileNoNameIsResolvedNoPrivateAddressIsTold() {
        AddressRewriting unresolved = new AddressRewriting(OWN, List.of(), List.of(), true, DEFAULTS);

        assertThat(told(unresolved, STRANGER, tcp("192.168.1.10", 9000))).isEmpty();
    }

    @Test
    void withoutPublicAddressesItIsToldAsItIs() {
        AddressRewriting direct = new AddressRewriting(OWN, List.of(), List.of(), false, DEFAULTS);

        assertThat(told(direct, STRANGER, tcp("192.168.1.10", 9000))).containsExactly(tcp("192.168.1.10", 9000));
    }

    @Test
    void neighboursAreToldTheAddressOfTheirNetworkAsWell() {
        String[] candidates = {tcp("192.168.1.10", 9000), tcp("172.17.0.1", 9000)};

        for (AddressRewriting rewriting : List.of(tcpAlone(), both(DEFAULTS))) {
            assertThat(told(rewriting, NEIGHBOUR, candidates))
                    .hasSize(2)
                    .contains(tcp("192.168.1.10", 9000))
                    .anyMatch(candidate -> candidate.contains(" tcp ") && candidate.contains(" 51.161.209.201 10110 "));
        }
        assertThat(told(udpAlone(DEFAULTS, PUBLIC), NEIGHBOUR, candidates)).containsExactly(tcp("192.168.1.10", 9000));
    }

    @Test
    void publicTcpIsToldBesideOwnAddressesWhereTheseAreKept() {
        assertThat(told(both(KEEPING), STRANGER, tcp("192.168.1.10", 9000)))
                .hasSize(2)
                .contains(tcp("192.168.1.10", 9000))
                .anyMatch(candidate -> candidate.contains(" 51.161.209.201 10110 typ srflx raddr 192.168.1.10 "));
    }
}
