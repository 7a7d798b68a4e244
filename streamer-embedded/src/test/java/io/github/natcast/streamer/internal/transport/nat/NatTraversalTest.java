package io.github.natcast.streamer.internal.transport.nat;

import static io.github.natcast.streamer.internal.transport.nat.FakeNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.IceServers;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Arrival;
import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Sent;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.topology.IceServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class NatTraversalTest {
    private static final InetSocketAddress MAPPED = new InetSocketAddress("198.51.100.20", 10111);
    private final FakeNetwork network = new FakeNetwork();
    private final Map<String, InetAddress> names = new HashMap<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Base base = network.base("192.168.1.10");
    /** Where answers arrive that must be expected. */
    private Base live = base;

    /** So many look-ups find the process at its limit of threads. */
    private int threadless;

    private final Base idle = network.base("172.17.0.1");

    /** Knows {@link #names}, and sends everything from {@link #base}. */
    private final class NamedHosts implements HostNetwork {
        @Override
        public List<InetAddress> addresses(String host) throws UnknownHostException {
            @Nullable InetAddress address = names.get(host);
            if (address == null) {
                throw new UnknownHostException(host);
            }
            return List.of(address);
        }

        @Override
        public Optional<InetAddress> source(InetSocketAddress remote) {
            return Optional.of(base.address().getAddress());
        }
    }

    private NatTraversal nat(String... servers) {
        return nat(new NatSettings(List.of(servers), IceServers.none()));
    }

    private NatTraversal relayed() {
        IceServer turn = IceServer.turn("turn:turn.example.org", "vtuser", "vtpass");
        return nat(new NatSettings(List.of(), new IceServers(List.of(), Optional.of(turn), Optional.empty())));
    }

    private NatTraversal nat(NatSettings settings) {
        return new NatTraversal(
                settings,
                List.of(idle, base),
                new NamedHosts(),
                this::inBackground,
                tasks::add,
                () -> {},
                () -> network.now,
                () -> Instant.EPOCH,
                new Random(1));
    }

    private void inBackground(Runnable task) {
        if (threadless > 0) {
            threadless--;
            throw new InternalError("unable to create native thread");
        }
        task.run();
    }

    private void elapse(NatTraversal nat, Duration time) {
        long end = network.now + time.toNanos();
        while (end - network.now > 0) {
            long due = nat.poll(network.now, end);
            while (happens(nat)) {
                due = nat.poll(network.now, end);
            }
            network.now = due;
        }
    }

    /** What is under way arrives, and what was handed over is done; false when there was nothing. */
    private boolean happens(NatTraversal nat) {
        List<Arrival> arrivals = network.deliver();
        for (Arrival arrival : arrivals) {
            if (arrival.to() == live) {
                assertThat(nat.receive(arrival.to(), arrival.from(), arrival.packet()))
                        .isTrue();
            }
        }
        boolean nothing = arrivals.isEmpty() && tasks.isEmpty();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        return !nothing;
    }

    @Test
    void looksTheServerUpAndAdvertisesWhatItSaw() throws Exception {
        names.put("stun.example.org", SERVER.getAddress());
        network.serve(SERVER, MAPPED);
        NatTraversal nat = nat("stun:stun.example.org");

        elapse(nat, Duration.ofSeconds(1));

        assertThat(nat.reflexiveAddresses()).containsExactly(MAPPED);
        nat.await(Duration.ZERO);
        assertThat(nat.report(0).servers())
                .containsExactly(new NatReport.Server("stun:stun.example.org", List.of(MAPPED), Optional.empty()));
    }

    @Test
    void eachChangeIsAnnouncedOnce() {
        InetSocketAddress moved = new InetSocketAddress("198.51.100.21", 10_111);
        names.put("stun.example.org", SERVER.getAddress());
        network.serve(SERVER, MAPPED);
        NatTraversal nat = nat("stun:stun.example.org");
        List<List<InetSocketAddress>> announced = new ArrayList<>();
        nat.onChange(() -> announced.add(nat.reflexiveAddresses()));
        elapse(nat, Duration.ofSeconds(1));

        network.serve(SERVER, moved);
        elapse(nat, Duration.ofMinutes(5));

        assertThat(announced).containsExactly(List.of(MAPPED), List.of(moved));
    }

    @Test
    void serversAreAskedFromAnAddressThatAppears() {
        names.put("stun.example.org", SERVER.getAddress());
        network.serve(SERVER, MAPPED);
        NatTraversal nat = nat("stun:stun.example.org");
        nat.bases(List.of(idle));
        elapse(nat, Duration.ofSeconds(1));
        assertThat(network.sent).isNotEmpty().allMatch(sent -> sent.from() == idle);

        nat.bases(List.of(idle, base));
        elapse(nat, Duration.ofSeconds(1));

        assertThat(nat.reflexiveAddresses()).containsExactly(MAPPED);
        assertThat(nat.basesFor(SERVER)).containsExactly(base);
    }

    @Test
    void aNameThatIsNotFoundIsLookedUpAgain() throws Exception {
        NatTraversal nat = nat("stun:stun.example.org");
        elapse(nat, Duration.ofSeconds(1));
        assertThat(nat.report(0).servers().get(0).failure()).contains("its name is not found");
        nat.await(Duration.ZERO);
        assertThat(network.sent).isEmpty();

        names.put("stun.example.org", SERVER.getAddress());
        network.serve(SERVER, MAPPED);
        elapse(nat, Duration.ofMinutes(1));

        assertThat(nat.reflexiveAddresses()).containsExactly(MAPPED);
    }

    @Test
    void aLackOfThreadsDelaysALookUpByAMinute() throws Exception {
        names.put("stun.example.org", SERVER.getAddress());
        network.serve(SERVER, MAPPED);
        threadless = 1;
        NatTraversal nat = nat("stun:stun.example.org");
        elapse(nat, Duration.ofSeconds(1));
        assertThat(nat.report(0).servers().get(0).failure()).contains("its name is not found");

        elapse(nat, ServerNames.AGAIN.plusSeconds(1));

        assertThat(nat.reflexiveAddresses()).containsExactly(MAPPED);
    }

    @Test
    void aServerThatMovedIsFoundAtItsNewAddress() {
        names.put("stun.example.org", FakeNetwork.OTHER_SERVER.getAddress());
        NatTraversal nat = nat("stun:stun.example.org");
        elapse(nat, Duration.ofSeconds(20));
        assertThat(nat.report(0).servers().get(0).failure()).contains("no answer");

        names.put("stun.example.org", SERVER.getAddress());
        network.serve(SERVER, MAPPED);
        elapse(nat, Duration.ofMinutes(2));

        assertThat(nat.reflexiveAddresses()).hasSize(1);
    }

    /** It answers STUN requests too. */
    private static byte @Nullable [] answer(FakeTurnServer server, Sent request) {
        return FakeNetwork.read(request.packet()).type() == StunPacket.BINDING_REQUEST
                ? FakeNetwork.success(request, MAPPED)
                : server.answer(request);
    }

    @Test
    void aTurnServerThatMovedIsFoundAtItsNewAddress() {
        FakeTurnServer server = new FakeTurnServer();
        names.put("turn.example.org", FakeNetwork.OTHER_SERVER.getAddress());
        NatTraversal nat = relayed();
        elapse(nat, Duration.ofSeconds(20));
        assertThat(nat.relay()).isEmpty();

        names.put("turn.example.org", SERVER.getAddress());
        network.serve(SERVER, request -> answer(server, request));
        elapse(nat, Duration.ofMinutes(2));

        assertThat(nat.relay()).isPresent();
    }

    @Test
    void aWorkingAllocationStaysWhereItIsWhateverTheNameSays() {
        FakeTurnServer server = new FakeTurnServer();
        names.put("turn.example.org", SERVER.getAddress());
        network.serve(SERVER, request -> answer(server, request));
        NatTraversal nat = relayed();
        List<Relay> moves = new ArrayList<>();
        nat.onRelayMoved(() -> moves.add(nat.relay().orElseThrow()));
        elapse(nat, Duration.ofSeconds(1));
        names.put("turn.example.org", FakeNetwork.OTHER_SERVER.getAddress());

        elapse(nat, Duration.ofMinutes(10));

        assertThat(moves).as("told once").hasSize(1);
        assertThat(nat.relay()).contains(moves.get(0));
        server.restart();
        elapse(nat, Duration.ofMinutes(1));
        assertThat(moves).as("told of the next").hasSize(2);
        assertThat(nat.relay()).contains(moves.get(1));
    }

    @Test
    void afterThisHostsAddressChangedItIsRelayedAgainAtOnce() {
        FakeTurnServer server = new FakeTurnServer();
        names.put("turn.example.org", SERVER.getAddress());
        network.serve(SERVER, request -> answer(server, request));
        NatTraversal nat = relayed();
        elapse(nat, Duration.ofSeconds(5));
        Relay before = nat.relay().orElseThrow();
        server.allocated = false; // of the new address
        Base fresh = network.base("192.168.1.77");
        live = fresh;

        nat.bases(List.of(fresh));
        elapse(nat, Duration.ofSeconds(1));

        assertThat(nat.relay()).isPresent().get().isNotSameAs(before);
        assertThat(nat.relay().orElseThrow().carrier()).isEqualTo(fresh.address());
    }

    @Test
    void whileThisHostHasNoAddressTheReasonIsThatAndThenItIsRelayedAtOnce() {
        FakeTurnServer server = new FakeTurnServer();
        names.put("turn.example.org", SERVER.getAddress());
        network.serve(SERVER, request -> answer(server, request));
        NatTraversal nat = relayed();
        elapse(nat, Duration.ofSeconds(5));

        live = idle;
        nat.bases(List.of());
        elapse(nat, Duration.ofSeconds(1));
        assertThat(nat.report(0).relay().orElseThrow().failure())
                .contains("this host has no address of its address family");
        server.allocated = false;
        live = network.base("192.168.1.77");
        nat.bases(List.of(live));
        elapse(nat, Duration.ofSeconds(1));

        assertThat(nat.relay()).isPresent();
        assertThat(nat.report(0).relay().orElseThrow().failure()).isEmpty();
    }

    @Test
    void checksLeaveFromTheBasesThatReachedAServer() {
        names.put("stun.example.org", SERVER.getAddress());
        NatTraversal nat = nat("stun:stun.example.org");
        InetSocketAddress viewer = new InetSocketAddress("203.0.113.10", 50000);
        assertThat(nat.basesFor(viewer)).as("nothing is known yet").containsExactlyInAnyOrder(base, idle);

        network.serve(SERVER, MAPPED);
        elapse(nat, Duration.ofMinutes(1));

        assertThat(nat.basesFor(viewer)).containsExactly(base);
    }
}
