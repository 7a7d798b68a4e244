package io.github.natcast.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.sdp.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyJsonTest {

    @Test
    void readsTheDocumentedExample() throws IOException {
        NetworkTopology topology = NetworkTopology.fromJson(Files.readString(Path.of("../docs/topology.example.json")));

        IpAddress local = IpAddress.parse("192.168.1.10").orElseThrow();
        assertThat(topology)
                .isEqualTo(NetworkTopology.builder()
                        .publicAddress("51.161.209.200")
                        .localAddress("192.168.1.10")
                        .mediaPorts(new PortRange(10111, 10115))
                        .tunnel(TunnelKind.FRP)
                        .tunnelDatagramBytes(1500)
                        .forward(PortForward.tcp(PortRange.of(10110), PortRange.of(9000))
                                .to(local))
                        .forward(PortForward.udp(PortRange.of(10110), PortRange.of(10110))
                                .to(local))
                        .forward(PortForward.udp(new PortRange(10111, 10115), new PortRange(10111, 10115))
                                .to(local))
                        .iceServer(IceServer.turn("turn:51.161.209.200:10110", "vtuser", "vtpass"))
                        .build());
    }

    @Test
    void writesTheDocumentedExampleAsItIs() throws IOException {
        String example = Files.readString(Path.of("../docs/topology.example.json"));
        NetworkTopology topology = NetworkTopology.fromJson(example);

        assertThat(NetworkTopology.fromJson(topology.toJson()))
                .isEqualTo(topology)
                .hasSameHashCodeAs(topology);
        assertThat(topology.toJson().replaceAll("\\s", "")).isEqualTo(example.replaceAll("\\s", ""));
    }

    @Test
    void readsAnEmptyObjectAsATopologyWithoutAnything() {
        NetworkTopology topology = NetworkTopology.fromJson("{}");

        assertThat(topology).isEqualTo(NetworkTopology.builder().build());
        assertThat(NetworkTopology.fromJson(topology.toJson())).isEqualTo(topology);
    }

    @Test
    void acceptsOneUrlOutsideAnArrayAsBrowsersDo() {
        NetworkTopology topology =
                NetworkTopology.fromJson("{\"iceServers\": [{\"urls\": \"stun:stun.example.org\"}]}");

        assertThat(topology.iceServers()).containsExactly(IceServer.stun("stun:stun.example.org"));
    }

    @Test
    void takesTheLocalPortsFromThePublicOnesWhenTheyAreLeftOut() {
        NetworkTopology topology = NetworkTopology.fromJson(
                "{\"publicAddresses\": [\"192.0.2.1\"], \"forwards\": [{\"transport\": \"UDP\", \"public\": 5000}]}");

        assertThat(topology.forwards()).containsExactly(PortForward.udp(PortRange.of(5000), PortRange.of(5000)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [] | line 1, column 1: the topology must be an object but is an array
                    {"publicAddress": "192.0.2.1"} | line 1, column 19: unknown field "publicAddress"; known are
                    {"publicAddresses": "192.0.2.1"} | \
                        line 1, column 21: publicAddresses must be an array but is a string
                    {"publicAddresses": ["gpu.local"]} | \
                        line 1, column 22: the public address must be an IPv4 or IPv6 address \
                    (names are never looked up) but is "gpu.local"
                    {"publicAddresses": ["0.0.0.0"]} | \
                        line 1, column 22: the public address must be a plain unicast address but is 0.0.0.0
                    {"tunnel": "ngrok"} | \
                        line 1, column 12: tunnel must be one of none, frp, docker, one-to-one but is "ngrok"
                    {"mediaPorts": "10115-10111"} | line 1, column 16: the ports 10115-10111 run backwards
                    {"mediaPorts": 70000} | line 1, column 16: the port must be 1 to 65535 but is 70000
                    {"mediaPorts": 1.5} | line 1, column 16: mediaPorts must be an integer but is 1.5
                    {"forwards": [{"public": 1}]} | line 1, column 15: the field "transport" is missing
                    {"forwards": [{"transport": "sctp", "public": 1}]} | \
                        line 1, column 29: transport must be udp or tcp but is "sctp"
                    {"forwards": [{"transport": "udp", "public": "1-2", "local": 1}]} | \
                        line 1, column 15: the forward of udp 1-2 to 1 has 2 public and 1 local ports; \
                    make the ranges equally long
                    {"iceServers": [{"urls": []}]} | \
                        line 1, column 17: an ICE server needs at least one URL, such as stun:stun.example.org:3478
                    {"iceServers": [{"urls": ["http://x"]}]} | \
                        line 1, column 27: "http://x" is not an ICE server URL; examples are
                    {"forwards": [{"transport": "udp", "public": 1}]} | there are forwards but no public address
                    {"tunnel": "frp"} | the tunnel is frp but there is no public address
                    """)
    void refusesWhatCannotBeAndSaysWhere(String json, String message) {
        assertThatThrownBy(() -> NetworkTopology.fromJson(json))
                .isInstanceOf(TopologyException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }
}
