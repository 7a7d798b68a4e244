package io.github.natcast.streamer.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.sdp.rewrite.CandidateTransport;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.addresses.LanPeers;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Own addresses, public ones and those of TCP may be the same, or not, in any combination. */
final class AddressCombinationsTest {
    private static final LanPeers OWN_NETWORKS = LanPeers.inOwnNetworks();
    private static final AddressSettings DEFAULTS = new AddressSettings(List.of(), false, false, OWN_NETWORKS);
    private static final AddressSettings KEEPING = new AddressSettings(List.of(), true, false, OWN_NETWORKS);
    private static final AddressSettings UNCOVERED = new AddressSettings(List.of(), false, true, OWN_NETWORKS);
    private static final AddressSettings CAMPUS = new AddressSettings(
            List.of(),
            false,
            false,
            LanPeers.in(List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::/0"))));
    private static final IpAddress STRANGER = ip("198.51.100.7");
    private static final List<CandidateTransport> TRANSPORTS =
            List.of(CandidateTransport.UDP, CandidateTransport.TCP_PASSIVE);

    private static final List<String> OWN = List.of(
            "203.0.113.5/24",
            "192.168.1.10/24",
            "192.168.1.10/16",
            "10.8.0.2/8",
            "127.0.0.1/8",
            "2001:db8::2/64",
            "fd00::2/64");
    private static final List<String> PUBLIC = List.of(
            "203.0.113.5",
            "192.168.1.10",
            "51.161.209.200",
            "51.161.209.201",
            "2001:db8::2",
            "2001:db8:2::1",
            "fd00::2");

    /** @param publicAddresses empty while a name of one is not resolved */
    private record Host(List<OwnAddress> own, List<PublicAddress> publicAddresses, List<PublicAddress> publicTcp) {
        AddressRewriting with(AddressSettings settings) {
            return new AddressRewriting(own, publicAddresses, publicTcp, true, settings);
        }

        /** What a stranger can reach, by what the settings promise: transport, address and port. */
        Set<String> reachable() {
            Set<String> all = new TreeSet<>();
            for (CandidateTransport transport : TRANSPORTS) {
                own.forEach(each -> reachable(transport, each.ip(), all));
            }
            return all;
        }

        private void reachable(CandidateTransport transport, IpAddress ip, Set<String> all) {
            int port = transport == CandidateTransport.UDP ? 10111 : 9000;
            List<PublicAddress> targets = new ArrayList<>(serving(publicAddresses, ip));
            if (transport == CandidateTransport.TCP_PASSIVE) {
                targets.removeIf(each -> !serving(publicTcp, each.address()).isEmpty());
                targets.addAll(serving(publicTcp, ip));
            }
            boolean isPublic = targets.stream().anyMatch(each -> each.address().equals(ip));
            if (isPublic || (targets.isEmpty() && !PrivateAddresses.contains(ip))) {
                all.add(transport + " " + ip + " " + port);
                return;
            }
            for (PublicAddress target : targets) {
                ports(target, transport)
                        .map(port)
                        .ifPresent(mapped -> all.add(transport + " " + target.address() + " " + mapped));
            }
        }

        /** One without any ports stands for nothing. */
        private static List<PublicAddress> serving(List<PublicAddress> addresses, IpAddress ip) {
            return addresses.stream()
                    .filter(each -> each.bothFamilies() || each.address().family() == ip.family())
                    .filter(each -> TRANSPORTS.stream()
                            .anyMatch(transport -> !ports(each, transport).equals(PortMapping.none())))
                    .toList();
        }

        private static PortMapping ports(PublicAddress address, CandidateTransport transport) {
            return transport == CandidateTransport.UDP ? address.udp() : address.tcp();
        }

        Set<String> told(AddressSettings settings, Audience audience) {
            List<String> candidates = new ArrayList<>();
            for (OwnAddress each : own) {
                candidates.add("candidate:1 1 udp 2130706431 " + each.ip() + " 10111 typ host");
                candidates.add("candidate:tcp1 1 tcp 1520435199 " + each.ip() + " 9000 typ host tcptype passive");
            }
            Set<String> trickled = shown(with(settings).candidates(candidates, "0", audience));
            String answer =
                    """
                    v=0
                    o=- 1 1 IN IP4 0.0.0.0
                    s=-
                    t=0 0
                    m=video 9 UDP/TLS/RTP/SAVPF 96
                    c=IN IP4 0.0.0.0
                    a=mid:0
                    """ + candidates.stream().map(each -> "a=" + each + "\n").collect(Collectors.joining());
            Stream<String> answered =
                    with(settings).answer(answer, audience).lines().filter(each -> each.startsWith("a=candidate:"));
            assertThat(shown(answered.toList())).as("the answer's").isEqualTo(trickled);
            return trickled;
        }

        private static Set<String> shown(List<String> candidates) {
            return candidates.stream()
                    .map(candidate -> candidate.split(" ", 7))
                    .map(fields -> (fields[2].equals("udp") ? CandidateTransport.UDP : CandidateTransport.TCP_PASSIVE)
                            + " " + fields[4] + " " + fields[5])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static OwnAddress own(String text) {
        String[] parts = text.split("/", -1);
        return new OwnAddress(ip(parts[0]).toInetAddress(), parts.length > 1 ? Integer.parseInt(parts[1]) : 24);
    }

    private static PublicAddress tcp(String address) {
        return PublicAddress.of(address, PortMapping.none(), PortMapping.fixed(443));
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" ", -1));
    }

    @ParameterizedTest(name = "own {0}, public {1}, TCP {2}")
    @CsvSource({
        "203.0.113.5,              203.0.113.5,    51.161.209.200, UDP 203.0.113.5 10111; TCP_PASSIVE 51.161.209.200 443",
        "192.168.1.10,             192.168.1.10,   51.161.209.200, UDP 192.168.1.10 10111; TCP_PASSIVE 51.161.209.200 443",
        "192.168.1.10,             51.161.209.200, 192.168.1.10,   UDP 51.161.209.200 10111; TCP_PASSIVE 192.168.1.10 9000",
        "203.0.113.5 192.168.1.10, 203.0.113.5,    2001:db8:2::1,  UDP 203.0.113.5 10111; TCP_PASSIVE 203.0.113.5 9000",
        "203.0.113.5 2001:db8::2,  203.0.113.5,    2001:db8:2::1,  "
                + "UDP 203.0.113.5 10111; UDP 2001:db8::2 10111; "
                + "TCP_PASSIVE 203.0.113.5 9000; TCP_PASSIVE 2001:db8:2::1 443",
        "203.0.113.5 192.168.1.10, 51.161.209.200, 203.0.113.5,    "
                + "UDP 51.161.209.200 10111; TCP_PASSIVE 203.0.113.5 9000; TCP_PASSIVE 203.0.113.5 443",
        "203.0.113.5,              ,               203.0.113.5,    UDP 203.0.113.5 10111; TCP_PASSIVE 203.0.113.5 9000",
        "203.0.113.5,              ,               51.161.209.200, UDP 203.0.113.5 10111; TCP_PASSIVE 51.161.209.200 443",
        "192.168.1.10,             ,               51.161.209.200, TCP_PASSIVE 51.161.209.200 443",
    })
    void strangersAreToldWhereEachTransportIsReached(
            String own, @Nullable String publicAddresses, String publicTcp, String told) {
        Host host = new Host(
                words(own).stream().map(AddressCombinationsTest::own).toList(),
                words(publicAddresses).stream().map(PublicAddress::of).toList(),
                words(publicTcp).stream().map(AddressCombinationsTest::tcp).toList());

        assertThat(host.told(DEFAULTS, new Audience(STRANGER, Optional.empty())))
                .isEqualTo(host.reachable())
                .containsExactlyInAnyOrder(told.split("; ", -1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverTheCombinationWhatIsToldIsReachedAndAllThatIsReachedIsTold(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Host host = random(random);
            Set<String> reachable = host.reachable();

            assertThat(host.told(DEFAULTS, new Audience(STRANGER, Optional.empty())))
                    .as("%s", host)
                    .isEqualTo(reachable);
            for (AddressSettings settings : List.of(UNCOVERED, KEEPING, CAMPUS)) {
                assertThat(host.told(settings, new Audience(STRANGER, Optional.empty())))
                        .as("%s with %s", host, settings)
                        .containsAll(reachable);
            }
            for (OwnAddress each : host.own()) {
                if (!each.address().isLoopbackAddress()) {
                    assertThat(host.told(DEFAULTS, new Audience(each.network().first(), Optional.of(each.ip()))))
                            .as("%s to a neighbour of %s", host, each)
                            .containsAll(reachable)
                            .contains("UDP " + each.ip() + " 10111", "TCP_PASSIVE " + each.ip() + " 9000");
                }
            }
        }
    }

    private static Host random(Random random) {
        List<PublicAddress> publicAddresses = some(PUBLIC, random, 0).stream()
                .map(address -> new PublicAddress(
                        ip(address), ports(random, 40111), ports(random, 49000), random.nextInt(4) == 0))
                .toList();
        List<PublicAddress> publicTcp = some(PUBLIC, random, 0).stream()
                .map(address -> random.nextBoolean()
                        ? tcp(address)
                        : PublicAddress.of(address, PortMapping.none(), PortMapping.same()))
                .toList();
        return new Host(
                some(OWN, random, 1).stream().map(AddressCombinationsTest::own).toList(), publicAddresses, publicTcp);
    }

    private static PortMapping ports(Random random, int port) {
        return switch (random.nextInt(4)) {
            case 0 -> PortMapping.none();
            case 1 -> PortMapping.fixed(port);
            case 2 -> PortMapping.range(20000, 20010, 20000);
            default -> PortMapping.same();
        };
    }

    private static List<String> some(List<String> all, Random random, int least) {
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, least + random.nextInt(3));
    }
}
