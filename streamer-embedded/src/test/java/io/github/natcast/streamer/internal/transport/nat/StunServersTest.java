package io.github.natcast.streamer.internal.transport.nat;

import static io.github.natcast.streamer.internal.transport.nat.FakeNetwork.OTHER_SERVER;
import static io.github.natcast.streamer.internal.transport.nat.FakeNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.BindingClient.Mapping;
import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Arrival;
import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Sent;
import io.github.natcast.topology.IceServerUrl;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StunServersTest {
    private static final InetSocketAddress MAPPED = new InetSocketAddress("198.51.100.20", 10111);
    private static final InetSocketAddress OTHER_MAPPED = new InetSocketAddress("198.51.100.20", 40404);

    private final FakeNetwork network = new FakeNetwork();
    private final RandomGenerator random = new Random(1);
    private final Base base = network.base("192.168.1.10");

    private StunServers ask(List<Base> bases, InetSocketAddress... addresses) {
        List<StunServer> servers = Stream.of(addresses)
                .map(address -> {
                    StunServer server =
                            new StunServer(IceServerUrl.parse("stun:" + address.getHostString()), bases, random);
                    server.found(List.of(address.getAddress()), network.now);
                    return server;
                })
                .toList();
        return new StunServers(servers);
    }

    /** Lets time pass in the steps that the servers ask for. */
    private void elapse(StunServers servers, Duration time) {
        long end = network.now + time.toNanos();
        while (end - network.now > 0) {
            network.now = servers.poll(network.now, end);
            deliver(servers);
        }
    }

    private void deliver(StunServers servers) {
        for (Arrival arrival : network.deliver()) {
            servers.expecting(arrival.to(), arrival.from(), arrival.packet()).ifPresent(step -> step.at(network.now));
        }
    }

    @Test
    void advertisesWhatTheServerSaw() {
        network.serve(SERVER, MAPPED);
        StunServers servers = ask(List.of(base), SERVER);
        assertThat(servers.isSettled()).isFalse();

        elapse(servers, Duration.ofMillis(1));

        assertThat(servers.mappings()).containsExactly(new Mapping(base.address(), MAPPED));
        assertThat(servers.isSettled()).isTrue();
        assertThat(network.sent).hasSize(1);
    }

    @Test
    void keepsTheMappingAliveWithOneRequestEveryTwentySeconds() {
        network.serve(SERVER, MAPPED);
        StunServers servers = ask(List.of(base), SERVER);

        elapse(servers, Duration.ofMinutes(5));

        assertThat(network.sent).hasSize(15);
        assertThat(network.sent).extracting(Sent::transaction).doesNotHaveDuplicates();
    }

    @Test
    void asksAgainWhenRequestsAreLost() {
        StunServers servers = ask(List.of(base), SERVER);
        elapse(servers, Duration.ofMillis(1600));
        assertThat(network.sent).as("at 0, 0.5 and 1.5 s").hasSize(3);
        assertThat(network.sent)
                .extracting(Sent::transaction)
                .containsOnly(network.sent.get(0).transaction());
        network.serve(SERVER, MAPPED);

        elapse(servers, Duration.ofSeconds(2));

        assertThat(servers.mappings()).hasSize(1);
        assertThat(servers.servers().get(0).failure()).isEmpty();
    }

    @Test
    void anUnreachableServerIsAFailureAfterSevenSecondsAndAskedForEver() {
        StunServers servers = ask(List.of(base), SERVER);
        elapse(servers, Duration.ofSeconds(7));
        assertThat(servers.isSettled()).isFalse();

        elapse(servers, Duration.ofSeconds(1));
        assertThat(servers.isSettled()).isTrue();
        assertThat(servers.servers().get(0).failure()).contains("no answer");

        elapse(servers, Duration.ofHours(1));
        assertThat(network.sent.size()).as("some 7 a minute").isBetween(300, 500);
        network.serve(SERVER, MAPPED);
        elapse(servers, Duration.ofMinutes(1));
        assertThat(servers.mappings()).extracting(Mapping::mapped).containsExactly(MAPPED);
        assertThat(servers.servers().get(0).failure()).isEmpty();
    }

    @Test
    void aServerThatFallsSilentIsNotBelievedAnyMore() {
        network.serve(SERVER, MAPPED);
        StunServers servers = ask(List.of(base), SERVER);
        elapse(servers, Duration.ofSeconds(1));
        network.silence(SERVER);

        elapse(servers, Duration.ofSeconds(30));

        assertThat(servers.mappings()).isEmpty();
    }

    @Test
    void aChangedMappingIsAdvertised() {
        network.serve(SERVER, MAPPED);
        StunServers servers = ask(List.of(base), SERVER);
        elapse(servers, Duration.ofSeconds(1));
        assertThat(servers.changes()).isZero();
        network.serve(SERVER, OTHER_MAPPED);

        elapse(servers, Duration.ofSeconds(20));

        assertThat(servers.mappings()).extracting(Mapping::mapped).containsExactly(OTHER_MAPPED);
        assertThat(servers.changes()).isEqualTo(1);
    }

    @Test
    void aRefusalIsNamedAndTheServerAskedAgainLater() {
        network.refuse(SERVER, 401);
        StunServers servers = ask(List.of(base), SERVER);

        elapse(servers, Duration.ofSeconds(50));

        assertThat(servers.servers().get(0).failure()).contains("it refuses with error 401");
        assertThat(network.sent).hasSize(2);
    }

    @Test
    void serversThatSeeDifferentAddressesShowASymmetricNat() {
        network.serve(SERVER, MAPPED);
        network.serve(OTHER_SERVER, OTHER_MAPPED);
        StunServers servers = ask(List.of(base), SERVER, OTHER_SERVER);

        elapse(servers, Duration.ofSeconds(1));

        assertThat(servers.isSymmetric()).isTrue();
        assertThat(servers.mappings()).extracting(Mapping::mapped).containsExactly(MAPPED);
    }

    @Test
    void serversThatAgreeShowNone() {
        network.serve(SERVER, MAPPED);
        network.serve(OTHER_SERVER, MAPPED);
        StunServers servers = ask(List.of(base, network.base("192.168.1.11")), SERVER, OTHER_SERVER);

        elapse(servers, Duration.ofSeconds(1));

        assertThat(servers.isSymmetric()).isFalse();
        assertThat(servers.mappings()).hasSize(2);
    }

    @Test
    void theOtherServerSpeaksWhenOneIsSilent() {
        network.serve(OTHER_SERVER, MAPPED);
        StunServers servers = ask(List.of(base), SERVER, OTHER_SERVER);

        elapse(servers, Duration.ofSeconds(10));

        assertThat(servers.mappings()).hasSize(1);
        assertThat(servers.isSymmetric()).isFalse();
    }

    @Test
    void onlyTheServerCanAnswerAndOnlyWhatItWasAsked() {
        StunServers servers = ask(List.of(base), SERVER);
        elapse(servers, Duration.ofMillis(1));
        Sent request = network.sent.get(0);
        byte[] answer = FakeNetwork.success(request, OTHER_MAPPED);
        byte[] guessed = answer.clone();
        guessed[19] ^= 1;

        assertThat(servers.expecting(base, OTHER_SERVER, FakeNetwork.read(answer)))
                .isEmpty();
        assertThat(servers.expecting(network.base("192.168.1.10"), SERVER, FakeNetwork.read(answer)))
                .isEmpty();
        assertThat(servers.expecting(base, SERVER, FakeNetwork.read(guessed))).isEmpty();
        assertThat(servers.expecting(base, SERVER, FakeNetwork.read(answer))).isPresent();
    }

    @Test
    void basesOfTheOtherAddressFamilyAreNotAsked() {
        network.serve(SERVER, MAPPED);
        StunServers servers = ask(List.of(network.base("2001:db8::1"), base), SERVER);

        elapse(servers, Duration.ofSeconds(1));

        assertThat(network.sent).extracting(Sent::from).containsExactly(base);
        StunServers none = ask(List.of(network.base("2001:db8::1")), SERVER);
        assertThat(none.servers().get(0).failure()).contains("this host has no address of its address family");
    }
}
