package io.github.natcast.streamer.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.addresses.PublicHost;
import io.github.natcast.streamer.internal.signaling.NoSignals;
import io.github.natcast.streamer.internal.signaling.TrickledCandidate;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReachableAddressesTest {
    private static final Audience STRANGER = audience("198.51.100.7", "media.example");
    private static final Audience NEIGHBOUR = audience("192.168.1.77", "192.168.1.10");

    private final FakeTransport transport = new FakeTransport();

    private static Audience audience(String address, String calledHost) {
        return new Audience(ip(address), IpAddress.parse(calledHost));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** What a viewer hears. */
    private static final class Heard extends NoSignals {
        final List<String> addresses = new ArrayList<>();

        @Override
        public void onLocalCandidate(TrickledCandidate candidate) {
            addresses.add(candidate.candidate().split(" ", 7)[4]);
        }

        List<String> take() {
            List<String> taken = List.copyOf(addresses);
            addresses.clear();
            return taken;
        }
    }

    private ReachableAddresses of(String... hosts) {
        AddressSettings defaults = AddressSettings.own();
        return new ReachableAddresses(
                new AddressSettings(
                        Stream.of(hosts)
                                .map(host -> PublicHost.parse(host, OptionalInt.empty()))
                                .toList(),
                        false,
                        false,
                        defaults.lanPeers()),
                List.of(),
                transport);
    }

    private static ToldCandidates follow(ReachableAddresses addresses, Audience audience, Heard heard) {
        ToldCandidates told = new ToldCandidates(audience, Optional.of("0"), 0, heard);
        addresses.follow(told);
        return told;
    }

    private String answer() {
        return "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
                + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=ice-ufrag:abcd\r\n"
                + transport.localCandidates().stream()
                        .map(candidate -> "a=" + candidate + "\r\n")
                        .collect(Collectors.joining());
    }

    private static List<String> candidateAddresses(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=candidate:"))
                .map(line -> line.split(" ", 7)[4])
                .toList();
    }

    @Test
    void aNameThatMovesIsInNewAnswersAndIsSentToThoseWhoWatch() {
        transport.own(List.of("192.168.1.10"));
        ReachableAddresses addresses = of("media.example");
        Heard stranger = new Heard();
        Heard neighbour = new Heard();
        follow(addresses, STRANGER, stranger);
        follow(addresses, NEIGHBOUR, neighbour);
        assertThat(stranger.take()).isEmpty();
        assertThat(neighbour.take()).containsExactly("192.168.1.10");

        addresses.resolved("media.example", List.of(ip("203.0.113.7")));
        assertThat(candidateAddresses(addresses.answer(answer(), STRANGER))).containsExactly("203.0.113.7");
        assertThat(stranger.take()).containsExactly("203.0.113.7");
        assertThat(neighbour.take()).containsExactly("203.0.113.7");

        addresses.resolved("media.example", List.of(ip("203.0.113.9")));
        assertThat(candidateAddresses(addresses.answer(answer(), STRANGER))).containsExactly("203.0.113.9");
        assertThat(stranger.take()).containsExactly("203.0.113.9");

        addresses.resolved("media.example", List.of(ip("203.0.113.7")));
        assertThat(stranger.take()).as("an address that comes back").containsExactly("203.0.113.7");
    }

    @Test
    void theProgramsAddressesTakeTheNamesPlace() {
        transport.own(List.of("192.168.1.10"));
        ReachableAddresses addresses = of("media.example");
        addresses.resolved("media.example", List.of(ip("203.0.113.7")));

        addresses.publicAddresses(List.of(PublicAddress.of("198.51.100.1")));
        addresses.resolved("media.example", List.of(ip("203.0.113.9")));

        assertThat(addresses.publicAddresses()).containsExactly(PublicAddress.of("198.51.100.1"));
        assertThat(candidateAddresses(addresses.answer(answer(), STRANGER))).containsExactly("198.51.100.1");

        addresses.publicAddresses(List.of());
        assertThat(candidateAddresses(addresses.answer(answer(), STRANGER))).containsExactly("192.168.1.10");
    }

    @Test
    void whatAStunServerFindsIsSentToThoseWhoWatch() {
        transport.own(List.of("192.168.1.10"));
        ReachableAddresses addresses = of();
        Heard heard = new Heard();
        follow(addresses, STRANGER, heard);
        assertThat(heard.take()).containsExactly("192.168.1.10");

        transport.reflexive(List.of("203.0.113.7"));
        assertThat(heard.take()).containsExactly("203.0.113.7");
        transport.reflexive(List.of("203.0.113.9"));
        assertThat(heard.take()).containsExactly("203.0.113.9");
    }

    @Test
    void anInterfaceThatAppearsIsSentToThoseWhoMayKnowIt() {
        transport.own(List.of("192.168.1.10"));
        ReachableAddresses addresses = of("203.0.113.7");
        Heard stranger = new Heard();
        Heard neighbour = new Heard();
        follow(addresses, STRANGER, stranger);
        follow(addresses, NEIGHBOUR, neighbour);
        stranger.take();
        neighbour.take();

        transport.own(List.of("192.168.1.10", "192.168.1.11", "10.8.0.2"));

        assertThat(stranger.take()).isEmpty();
        assertThat(neighbour.take()).containsExactly("192.168.1.11");
    }

    @Test
    void nobodyIsToldAfterItsEnd() {
        transport.own(List.of("192.168.1.10"));
        ReachableAddresses addresses = of();
        Heard before = new Heard();
        ToldCandidates ended = new ToldCandidates(STRANGER, Optional.of("0"), 0, before);
        addresses.forget(ended);
        addresses.follow(ended);
        Heard after = new Heard();
        addresses.forget(follow(addresses, STRANGER, after));
        after.take();

        transport.own(List.of("192.168.1.11"));

        assertThat(before.take()).isEmpty();
        assertThat(after.take()).isEmpty();
    }

    /** An answer has current addresses alone, a stranger no private one, and who watches knows what an answer would. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void randomChanges(long seed) {
        Random random = new Random(seed);
        transport.own(List.of("192.168.1.10"));
        ReachableAddresses addresses = of("media.example");
        List<String> named = List.of();
        List<String> reflexive = List.of();
        Heard stranger = new Heard();
        Heard neighbour = new Heard();
        follow(addresses, STRANGER, stranger);
        follow(addresses, NEIGHBOUR, neighbour);
        Set<String> strangerKnew = Set.copyOf(stranger.take());
        Set<String> neighbourKnew = Set.copyOf(neighbour.take());
        for (int i = 0; i < 200; i++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    named = some(random, "203.0.113.");
                    addresses.resolved(
                            "media.example",
                            named.stream().map(ReachableAddressesTest::ip).toList());
                }
                case 1 -> transport.own(some(random, "192.168.1.", "10.8.0.", "11.0.0."));
                default -> {
                    reflexive = some(random, "198.51.100.");
                    transport.reflexive(reflexive);
                }
            }
            List<String> own = transport.ownAddresses().stream()
                    .map(each -> each.ip().toString())
                    .toList();
            Set<String> toStranger = Set.copyOf(candidateAddresses(addresses.answer(answer(), STRANGER)));
            Set<String> toNeighbour = Set.copyOf(candidateAddresses(addresses.answer(answer(), NEIGHBOUR)));

            assertThat(union(List.of(named, reflexive, own)))
                    .containsAll(toStranger)
                    .containsAll(toNeighbour);
            assertThat(toStranger)
                    .containsAll(reflexive)
                    .containsAll(own.isEmpty() ? List.of() : named)
                    .noneMatch(address -> PrivateAddresses.contains(ip(address)));
            assertThat(toNeighbour).containsAll(toStranger).noneMatch(address -> address.startsWith("10."));
            assertThat(stranger.take()).containsExactlyInAnyOrderElementsOf(added(strangerKnew, toStranger));
            assertThat(neighbour.take()).containsExactlyInAnyOrderElementsOf(added(neighbourKnew, toNeighbour));
            strangerKnew = toStranger;
            neighbourKnew = toNeighbour;
        }
    }

    private static Set<String> union(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    private static Set<String> added(Set<String> before, Set<String> now) {
        Set<String> added = new HashSet<>(now);
        added.removeAll(before);
        return added;
    }

    private static List<String> some(Random random, String... networks) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> networks[random.nextInt(networks.length)] + (10 + random.nextInt(5)))
                .distinct()
                .toList();
    }
}
