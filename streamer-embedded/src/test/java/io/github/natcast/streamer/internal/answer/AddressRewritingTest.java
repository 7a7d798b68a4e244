package io.github.natcast.streamer.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.addresses.LanPeers;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRewritingTest {
    private static final AddressSettings DEFAULTS = AddressSettings.own();
    private static final AddressSettings KEEPING = new AddressSettings(List.of(), true, false, DEFAULTS.lanPeers());
    private static final PublicAddress PUBLIC = PublicAddress.of("51.161.209.200", 40111);
    private static final Audience STRANGER = audience("198.51.100.7", "51.161.209.200");

    private static Audience audience(String address, String calledHost) {
        return new Audience(IpAddress.parse(address).orElseThrow(), IpAddress.parse(calledHost));
    }

    private static OwnAddress own(String address, int prefixLength) {
        return new OwnAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), prefixLength);
    }

    private static String host(String address) {
        return "candidate:1 1 udp 2130706431 " + address + " 10111 typ host";
    }

    private static AddressRewriting rewriting(
            AddressSettings settings, List<OwnAddress> own, PublicAddress... addresses) {
        return new AddressRewriting(own, List.of(addresses), List.of(), true, settings);
    }

    /** The addresses that a viewer is told, of a host with these. */
    private static List<String> told(AddressRewriting rewriting, Audience audience, String... own) {
        return rewriting
                .candidates(Stream.of(own).map(AddressRewritingTest::host).toList(), "0", audience)
                .stream()
                .map(candidate -> candidate.split(" ", 7)[4])
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"192.168.1.10", "127.0.0.1", "192.0.2.2", "11.0.0.5", "100.64.0.2"})
    void aPublicAddressStandsForEachOfThisHostsOwn(String address) {
        AddressRewriting rewriting = rewriting(DEFAULTS, List.of(own(address, 24)), PUBLIC);

        assertThat(rewriting.candidates(List.of(host(address)), "0", STRANGER))
                .singleElement()
                .asString()
                .contains(" 51.161.209.200 40111 typ host");
        assertThat(rewriting.answer(answer(address), STRANGER))
                .contains("m=video 40111 ", "c=IN IP4 51.161.209.200\n")
                .doesNotContain(address);
    }

    private static String answer(String address) {
        return """
                v=0
                o=- 1 1 IN IP4 0.0.0.0
                s=-
                t=0 0
                m=video 10111 UDP/TLS/RTP/SAVPF 96
                c=IN IP4 %1$s
                a=mid:0
                a=%2$s
                """.formatted(address, host(address));
    }

    @Test
    void severalOfThisHostsAddressesBecomeOneCandidate() {
        AddressRewriting rewriting = rewriting(
                DEFAULTS, List.of(own("192.168.1.10", 24), own("10.8.0.2", 24)), PublicAddress.of("51.161.209.200"));

        assertThat(told(rewriting, STRANGER, "192.168.1.10", "10.8.0.2")).containsExactly("51.161.209.200");
    }

    @Test
    void keepsPrivateCandidatesBesidePublicOnes() {
        AddressRewriting keeping = rewriting(KEEPING, List.of(own("192.168.1.10", 24)), PUBLIC);
        String private10 = host("192.168.1.10");

        List<String> candidates = keeping.candidates(List.of(private10), "0", STRANGER);
        assertThat(candidates).hasSize(2);
        assertThat(candidates.get(0)).isEqualTo(private10);
        assertThat(candidates.get(1)).contains(" 51.161.209.200 40111 typ srflx raddr 192.168.1.10 rport 10111");
        assertThat(keeping.answer(answer("192.168.1.10"), STRANGER))
                .contains("m=video 40111 ", "c=IN IP4 51.161.209.200\n")
                .contains("a=" + private10 + "\n", " 51.161.209.200 40111 typ srflx ");
    }

    @Test
    void neverKeepsLoopback() {
        AddressRewriting keeping = rewriting(KEEPING, List.of(own("127.0.0.1", 8)), PUBLIC);

        assertThat(told(keeping, STRANGER, "127.0.0.1")).containsExactly("51.161.209.200");
    }

    @Test
    void privateAddressesOfAFamilyWithoutAPublicOneAreLeftOutUnlessAskedFor() {
        List<OwnAddress> own = List.of(own("192.168.1.10", 24), own("fd00::2", 64), own("2001:db8::2", 64));
        AddressSettings keepUncovered = new AddressSettings(List.of(), false, true, DEFAULTS.lanPeers());
        String[] addresses = {"192.168.1.10", "fd00::2", "2001:db8::2"};

        assertThat(told(rewriting(DEFAULTS, own, PUBLIC), STRANGER, addresses))
                .containsExactly("51.161.209.200", "2001:db8::2");
        assertThat(told(rewriting(keepUncovered, own, PUBLIC), STRANGER, addresses))
                .containsExactly("51.161.209.200", "fd00::2", "2001:db8::2");
        assertThat(told(rewriting(KEEPING, own, PUBLIC), STRANGER, addresses))
                .containsExactly("192.168.1.10", "51.161.209.200", "fd00::2", "2001:db8::2");
    }

    @Test
    void whileNoNameIsResolvedNoPrivateAddressIsTold() {
        AddressRewriting unresolved = rewriting(DEFAULTS, List.of(own("192.168.1.10", 24)));

        assertThat(told(unresolved, STRANGER, "192.168.1.10")).isEmpty();
        assertThat(unresolved.answer(answer("192.168.1.10"), STRANGER)).doesNotContain("192.168.1.10");
    }

    @Test
    void aPortThatNoPublicOneLeadsToIsNotToldEither() {
        PublicAddress another = PublicAddress.of("51.161.209.200", PortMapping.range(9000, 9010, 9000));

        assertThat(told(rewriting(DEFAULTS, List.of(own("192.168.1.10", 24)), another), STRANGER, "192.168.1.10"))
                .isEmpty();
    }

    @Test
    void withoutPublicAddressesAllAreTold() {
        AddressRewriting direct =
                new AddressRewriting(List.of(own("192.168.1.10", 24)), List.of(), List.of(), false, DEFAULTS);

        assertThat(told(direct, STRANGER, "192.168.1.10", "fd00::2")).containsExactly("192.168.1.10", "fd00::2");
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource({
        "192.168.1.77, 192.168.1.10,   192.168.1.10",
        "10.8.0.9,     10.8.0.2,       10.8.0.2",
        // the neighbour that a tunnel's client or a proxy is calls the server by its public name or address
        "192.168.1.77, 51.161.209.200, ''",
        "192.168.1.77, media.example,  ''",
        // a client that writes what it likes into Host, and so knows the address already, comes from elsewhere
        "198.51.100.7, 192.168.1.10,   ''",
        // a proxy on this host
        "127.0.0.1,    127.0.0.1,      ''",
    })
    void neighboursAreToldTheAddressOfTheirNetworkBesideThePublicOne(String from, String called, String lan) {
        AddressRewriting rewriting =
                rewriting(DEFAULTS, List.of(own("192.168.1.10", 24), own("10.8.0.2", 24), own("127.0.0.1", 8)), PUBLIC);

        List<String> told = told(rewriting, audience(from, called), "192.168.1.10", "10.8.0.2");

        assertThat(told).contains("51.161.209.200");
        assertThat(told.stream().filter(address -> !address.equals("51.161.209.200")))
                .isEqualTo(lan.isEmpty() ? List.of() : List.of(lan));
    }

    @Test
    void neighboursAreToldPrivateAddressesOfAFamilyWithoutAPublicOne() {
        AddressRewriting rewriting = rewriting(DEFAULTS, List.of(own("fd00::2", 64)), PUBLIC);

        assertThat(told(rewriting, audience("fd00::77", "fd00::2"), "fd00::2")).containsExactly("fd00::2");
        assertThat(told(rewriting, STRANGER, "fd00::2")).isEmpty();
    }

    @Test
    void configuredNetworksAreToldAllAddressesWhateverTheyCallThisHost() {
        AddressSettings campus =
                new AddressSettings(List.of(), false, false, LanPeers.in(List.of(AddressRange.parse("172.16.0.0/12"))));
        AddressRewriting rewriting = rewriting(campus, List.of(own("192.168.1.10", 24)), PUBLIC);

        assertThat(told(rewriting, audience("172.20.3.4", "media.example"), "192.168.1.10"))
                .containsExactly("192.168.1.10", "51.161.209.200");
        assertThat(told(rewriting, audience("192.168.1.77", "192.168.1.10"), "192.168.1.10"))
                .containsExactly("51.161.209.200");
    }

    @Test
    void aHostThatHasItsPublicAddressItselfKeepsIt() {
        AddressRewriting rewriting =
                rewriting(DEFAULTS, List.of(own("203.0.113.7", 24)), PublicAddress.of("203.0.113.7"));

        assertThat(told(rewriting, STRANGER, "203.0.113.7")).containsExactly("203.0.113.7");
        assertThat(told(rewriting, audience("203.0.113.9", "203.0.113.7"), "203.0.113.7"))
                .containsExactly("203.0.113.7");
    }

    @Test
    void aPrefixThatHoldsTheInternetMakesNoNeighbours() {
        AddressRewriting rewriting = rewriting(DEFAULTS, List.of(own("10.0.0.5", 0)), PUBLIC);

        assertThat(told(rewriting, audience("198.51.100.7", "10.0.0.5"), "10.0.0.5"))
                .containsExactly("51.161.209.200");
    }

    @Test
    void aPublicAddressWithoutPortsStandsForNothing() {
        PublicAddress nothing = PublicAddress.of("51.161.209.200", PortMapping.none());

        assertThat(told(rewriting(DEFAULTS, List.of(own("10.0.0.5", 8)), nothing), STRANGER, "10.0.0.5"))
                .isEmpty();
    }
}
