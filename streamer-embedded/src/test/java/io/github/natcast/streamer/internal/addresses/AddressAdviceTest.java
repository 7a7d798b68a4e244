package io.github.natcast.streamer.internal.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressAdviceTest {
    private static final AddressAdvice IPV4_HOST =
            new AddressAdvice(List.of(new InetSocketAddress("192.0.2.2", 10_111)));

    private static List<String> advice(PublicAddress... addresses) {
        return Stream.of(addresses)
                .flatMap(address -> IPV4_HOST.of(Map.of(new PublicHost.Literal(address), List.of(address))).stream())
                .toList();
    }

    private static List<String> advice(String name, String... addresses) {
        PublicHost host = PublicHost.parse(name, OptionalInt.empty());
        return IPV4_HOST.of(
                Map.of(host, Stream.of(addresses).map(PublicAddress::of).toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.10, private",
        "100.64.0.1,   carrier-grade NAT",
        "127.0.0.1,    loopback",
        "198.18.0.1,   not one of the Internet",
    })
    void anAddressThatTheOutsideCannotReachIsNamed(String address, String why) {
        assertThat(advice(PublicAddress.of(address)))
                .singleElement()
                .asString()
                .startsWith("the public address " + address + " is ")
                .contains(why)
                .endsWith("; name the address at which the outside reaches this host");
    }

    @Test
    void anAddressOfAFamilyThatIsNotBoundReplacesNothing() {
        assertThat(advice(PublicAddress.of("2001:db8::7")))
                .containsExactly(
                        "the public address 2001:db8::7 replaces nothing: media are bound to no IPv6 address of"
                                + " this host; bind one (0.0.0.0 binds all), or leave the public address out");
        assertThat(advice(PublicAddress.of("2001:db8::7").forBothFamilies())).isEmpty();
    }

    @Test
    void portsThatLeadElsewhereReplaceNothing() {
        assertThat(advice(PublicAddress.of("203.0.113.7", PortMapping.range(9000, 9010, 9000))))
                .singleElement()
                .asString()
                .contains("203.0.113.7 replaces nothing", "9000-9010", "media port 10111");
        assertThat(advice(PublicAddress.of("203.0.113.7", PortMapping.none()))).hasSize(1);
    }

    @Test
    void aBoundAddressKeepsItsPort() {
        assertThat(advice(PublicAddress.of("192.0.2.2", 40_111)))
                .singleElement()
                .asString()
                .contains("192.0.2.2 is one of this host itself", "media port 10111 and not with 40111");
        assertThat(advice(PublicAddress.of("192.0.2.2"))).isEmpty();
    }

    @Test
    void anAddressThatDoesItsWorkIsNotMentioned() {
        assertThat(advice(PublicAddress.of("203.0.113.7"), PublicAddress.of("203.0.113.7", 40_111)))
                .isEmpty();
    }

    @Test
    void aNameNeedsOneFamilyThatThisHostHas() {
        assertThat(advice("media.example", "203.0.113.7", "2001:db8::7")).isEmpty();
        assertThat(advice("media.example", "2001:db8::7"))
                .singleElement()
                .asString()
                .contains("2001:db8::7 of media.example replaces nothing");
        assertThat(advice("media.example")).as("not looked up yet").isEmpty();
    }
}
