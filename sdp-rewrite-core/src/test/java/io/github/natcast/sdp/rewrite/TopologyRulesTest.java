package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.NetworkTopologyBuilder;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import io.github.natcast.topology.TunnelKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyRulesTest {
    private static final String HOST = "candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host";

    private static final NetworkTopology PORTS = NetworkTopology.fromJson("""
            {
              "publicAddresses": ["51.161.209.200", "51.161.209.201"],
              "localAddresses": ["192.168.1.10"],
              "forwards": [
                {"transport": "udp", "publicAddress": "51.161.209.200",
                 "public": "10111-10115", "local": "20111-20115"},
                {"transport": "tcp", "publicAddress": "51.161.209.200", "public": 10111, "local": 9111},
                {"transport": "tcp", "publicAddress": "51.161.209.200", "public": 10112, "local": 20111},
                {"transport": "udp", "publicAddress": "51.161.209.201",
                 "public": 10111, "local": 30111, "localAddress": "192.168.1.20"}
              ]
            }
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    udp port mapped | 1 1 udp 9 192.168.1.10 20113 typ host | 1 1 udp 9 51.161.209.200 10113 typ host
                    tcp has its own map | 1 1 tcp 9 192.168.1.10 20111 typ host tcptype passive | \
                        1 1 tcp 9 51.161.209.200 10112 typ host tcptype passive
                    so is mapped like tcp | 1 1 tcp 9 192.168.1.10 9111 typ host tcptype so | \
                        1 1 tcp 9 51.161.209.200 10111 typ host tcptype so
                    active tcp is not | 1 1 tcp 9 192.168.1.10 9 typ host tcptype active | \
                        1 1 tcp 9 192.168.1.10 9 typ host tcptype active
                    public port is no key | 1 1 udp 9 192.168.1.10 10113 typ host | \
                        1 1 udp 9 192.168.1.10 10113 typ host
                    loopback counts | 1 1 udp 9 127.0.0.1 20111 typ host | 1 1 udp 9 51.161.209.200 10111 typ host
                    so does any own address | 1 1 udp 9 172.17.0.1 20111 typ host | \
                        1 1 udp 9 51.161.209.200 10111 typ host
                    another host's does not | 1 1 udp 9 192.168.1.10 30111 typ host | \
                        1 1 udp 9 192.168.1.10 30111 typ host
                    public stays | 1 1 udp 9 51.161.209.200 20111 typ host | 1 1 udp 9 51.161.209.200 20111 typ host
                    """)
    void mapsForwardedPortsByTransport(String name, String local, String expected) {
        assertThat(SdpRewriter.forTopology(PORTS).rewriteCandidate("candidate:" + local))
                .as(name)
                .containsExactly("candidate:" + expected);
    }

    @Test
    void keepsThePrivateAddressWhenTheTurnServerStandsBehindTheSameNat() {
        NetworkTopology topology = frp("turn:51.161.209.200:10110");

        assertThat(SdpRewriter.forTopology(topology).rewriteCandidate(HOST))
                .hasSize(2)
                .contains(HOST)
                .anyMatch(candidate ->
                        candidate.contains(" 51.161.209.200 10111 typ srflx raddr 192.168.1.10 rport 10111"));
    }

    @Test
    void replacesLoopbackEvenThen() {
        assertThat(SdpRewriter.forTopology(frp("turn:51.161.209.200:10110"))
                        .rewriteCandidate(HOST.replace("192.168.1.10", "127.0.0.1")))
                .containsExactly(HOST.replace("192.168.1.10", "51.161.209.200"));
    }

    @Test
    void needsOneRuleForEachTransport() {
        assertThat(SdpRewriter.forTopology(PORTS).rules())
                .extracting(RewriteRule::toString)
                .containsExactly(
                        "udp: REPLACE 51.161.209.200[20111-20115>10111-10115] UDP",
                        "tcp: REPLACE 51.161.209.200[9111>10111,20111>10112] TCP_PASSIVE,TCP_SO");
        assertThat(SdpRewriter.forTopology(PORTS).overlaps()).isEmpty();
    }

    @Test
    void replacesThePrivateAddressWhenTheTurnServerIsElsewhere() {
        assertThat(SdpRewriter.forTopology(frp("turn:51.161.209.200:3478")).rewriteCandidate(HOST))
                .containsExactly(HOST.replace("192.168.1.10", "51.161.209.200"));
    }

    @Test
    void refusesATopologyThatForwardsNothing() {
        NetworkTopology topology = NetworkTopology.fromJson(
                "{\"publicAddresses\": [\"51.161.209.200\"], \"localAddresses\": [\"192.168.1.10\"]}");

        assertThatThrownBy(() -> SdpRewriter.forTopology(topology))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("51.161.209.200")
                .hasMessageContaining("forwards");
    }

    @Test
    void refusesATopologyThatForwardsToAnotherHostOnly() {
        NetworkTopology topology = NetworkTopology.fromJson("{\"publicAddresses\": [\"51.161.209.200\"],"
                + "\"localAddresses\": [\"192.168.1.10\"], \"forwards\": [{\"transport\": \"udp\","
                + "\"public\": 10111, \"localAddress\": \"192.168.1.20\"}]}");

        assertThatThrownBy(() -> SdpRewriter.forTopology(topology))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("51.161.209.200")
                .hasMessageContaining("add forwards that lead to it");
    }

    @Test
    void leavesAPublicAddressThatTheServerHasItself() {
        SdpRewriter rewriter = SdpRewriter.forTopology(
                NetworkTopology.fromJson("{\"publicAddresses\": [\"51.161.209.200\", \"192.0.2.7\"],"
                        + "\"localAddresses\": [\"192.168.1.10\", \"192.0.2.7\"],"
                        + "\"forwards\": [{\"transport\": \"udp\", \"public\": 10111}]}"));

        assertThat(rewriter.rewriteCandidate(HOST)).containsExactly(HOST.replace("192.168.1.10", "51.161.209.200"));
        assertThat(rewriter.rewriteCandidate(HOST.replace("192.168.1.10", "192.0.2.7")))
                .containsExactly(HOST.replace("192.168.1.10", "192.0.2.7"));
    }

    @Test
    void keepsEveryPortWithOneToOneTranslationInBothFamilies() {
        SdpRewriter rewriter = SdpRewriter.forTopology(NetworkTopology.fromJson(
                "{\"publicAddresses\": [\"192.0.2.1\", \"2001:db8::1\"], \"tunnel\": \"one-to-one\"}"));

        assertThat(rewriter.rewriteCandidate(HOST)).containsExactly(HOST.replace("192.168.1.10", "192.0.2.1"));
        assertThat(rewriter.rewriteCandidate(HOST.replace("192.168.1.10", "fd00::10")))
                .containsExactly(HOST.replace("192.168.1.10", "2001:db8::1"));
    }

    @Test
    void bindsRulesToAddressesWhenForwardsLeadToDifferentOnes() {
        SdpRewriter rewriter = SdpRewriter.forTopology(NetworkTopology.fromJson("{\"publicAddresses\": [\"192.0.2.1\"],"
                + "\"localAddresses\": [\"192.168.1.10\", \"10.0.0.10\"], \"forwards\": ["
                + "{\"transport\": \"udp\", \"public\": 5000, \"local\": 10111, \"localAddress\": \"192.168.1.10\"},"
                + "{\"transport\": \"udp\", \"public\": 6000, \"local\": 10111, \"localAddress\": \"10.0.0.10\"}]}"));

        assertThat(rewriter.rewriteCandidate(HOST))
                .containsExactly(HOST.replace("192.168.1.10 10111", "192.0.2.1 5000"));
        assertThat(rewriter.rewriteCandidate(HOST.replace("192.168.1.10", "10.0.0.10")))
                .containsExactly(HOST.replace("192.168.1.10 10111", "192.0.2.1 6000"));
        assertThat(rewriter.rewriteCandidate(HOST.replace("192.168.1.10", "172.17.0.1")))
                .containsExactly(HOST.replace("192.168.1.10", "172.17.0.1"));
    }

    @Test
    void takesTheFirstOfTwoForwardsThatReachOneLocalPort() {
        SdpRewriter rewriter = SdpRewriter.forTopology(NetworkTopology.fromJson("{\"publicAddresses\": [\"192.0.2.1\"],"
                + "\"forwards\": [{\"transport\": \"udp\", \"public\": 5001, \"local\": 10112},"
                + "{\"transport\": \"udp\", \"public\": \"7000-7009\", \"local\": \"10108-10117\"}]}"));

        assertThat(rewriter.rewriteCandidate(HOST))
                .containsExactly(HOST.replace("192.168.1.10 10111", "192.0.2.1 7003"));
        assertThat(rewriter.rewriteCandidate(HOST.replace("10111", "10112")))
                .containsExactly(HOST.replace("192.168.1.10 10111", "192.0.2.1 5001"));
        assertThat(rewriter.rewriteCandidate(HOST.replace("10111", "10113")))
                .containsExactly(HOST.replace("192.168.1.10 10111", "192.0.2.1 7005"));
    }

    @Test
    void makesRulesThatCanDecideForAnyTopology() {
        Random random = new Random(7);
        List<String> publicAddresses = List.of("192.0.2.1", "192.0.2.2", "2001:db8::1", "10.9.9.9");
        List<String> localAddresses = List.of("192.168.1.10", "10.0.0.10", "fd00::10", "127.0.0.1", "192.0.2.1");
        for (int i = 0; i < 300; i++) {
            NetworkTopologyBuilder builder = NetworkTopology.builder()
                    .publicAddress(publicAddresses.get(random.nextInt(2)))
                    .tunnel(TunnelKind.ONE_TO_ONE);
            if (random.nextBoolean()) {
                builder.publicAddress(publicAddresses.get(2 + random.nextInt(2)));
            }
            localAddresses.stream().filter(address -> random.nextBoolean()).forEach(builder::localAddress);
            for (int port = 5000; port < 5000 + 10 * random.nextInt(5); port += 10) {
                PortRange ports = new PortRange(port, port + random.nextInt(10));
                PortRange local = new PortRange(7000, 7000 + ports.size() - 1);
                PortForward forward =
                        random.nextBoolean() ? PortForward.udp(ports, local) : PortForward.tcp(ports, local);
                IpAddress destination = IpAddress.parse(localAddresses.get(random.nextInt(localAddresses.size())))
                        .orElseThrow();
                builder.forward(random.nextBoolean() ? forward : forward.to(destination));
            }
            NetworkTopology topology = builder.build();

            try {
                assertThat(SdpRewriter.forTopology(topology).rules()).isNotNull();
            } catch (IllegalArgumentException e) {
                // One that maps nothing is refused; a rule that can never decide would be our mistake.
                assertThat(e).as("%s", topology).hasMessageContaining("nothing would be rewritten");
            }
        }
    }

    private static NetworkTopology frp(String turn) {
        return NetworkTopology.fromJson(
                "{\"publicAddresses\": [\"51.161.209.200\"], \"tunnel\": \"frp\", \"forwards\": ["
                        + "{\"transport\": \"udp\", \"public\": \"10110-10115\"}],"
                        + "\"iceServers\": [{\"urls\": \"" + turn
                        + "\", \"username\": \"u\", \"credential\": \"p\"}]}");
    }
}
