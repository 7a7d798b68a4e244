package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Arrival;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.topology.IceServerUrl;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** What TURN and STUN servers answer for some minutes, or somebody who takes their place. */
final class TurnFuzzTest extends FuzzTargetTest {
    private static final TurnFuzzTest TARGET = new TurnFuzzTest();
    private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.10", 50_000);
    private static final long TIME = Duration.ofMinutes(3).toNanos();
    /** A request is sent anew after half a second at the earliest, and there are few kinds of them. */
    private static final int MOST_SENT = 2_000;

    /** {@link TurnAllocation#answered}. */
    interface Answered {
        void answered(TurnAllocation allocation, StunPacket response, long nanos);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(TurnAllocation::answered, input);
    }

    /** Fails on an answer whose error has a class of 7. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (allocation, response, nanos) -> {
                    if (response.errorCode() >= 700) {
                        throw new IllegalStateException("error " + response.errorCode());
                    }
                    allocation.answered(response, nanos);
                },
                input);
    }

    /** Three minutes of requests. */
    @Override
    protected long mostAllocated(int length) {
        return 8 << 20;
    }

    private static void check(Answered answered, byte[] input) {
        FakeNetwork network = new FakeNetwork();
        Base base = network.base("192.168.1.10");
        TurnScript script = new TurnScript(input);
        network.serve(FakeNetwork.SERVER, script::turn);
        network.serve(FakeNetwork.OTHER_SERVER, script::stun);
        TurnPeers peers = new TurnPeers();
        TurnAllocation allocation = new TurnAllocation(
                base, FakeNetwork.SERVER, () -> FakeTurnServer.USER, peers, new Random(1), network.now);
        StunServer server = new StunServer(
                IceServerUrl.parse("stun:" + FakeNetwork.OTHER_SERVER.getHostString()), List.of(base), new Random(2));
        server.found(List.of(FakeNetwork.OTHER_SERVER.getAddress()), network.now);
        peers.permit(PEER.getAddress(), network.now);
        peers.reach(PEER, network.now);

        long end = network.now + TIME;
        for (int step = 0; end - network.now > 0; step++) {
            Promise.atMost("steps in three minutes", step, 3L * MOST_SENT);
            Promise.atMost("requests in three minutes", network.sent.size(), MOST_SENT);
            long due = server.poll(network.now, allocation.poll(network.now, end));
            List<Arrival> arrivals = network.deliver();
            for (Arrival arrival : arrivals) {
                deliver(answered, allocation, server, arrival, network.now);
            }
            if (arrivals.isEmpty()) {
                Promise.keeps("time goes on", due - network.now >= 0, due - network.now);
                network.now = due;
            }
            states(allocation, server, script);
        }
        allocation.close();
    }

    private static void deliver(
            Answered answered, TurnAllocation allocation, StunServer server, Arrival arrival, long now) {
        if (allocation.expects(arrival.to(), arrival.from(), arrival.packet())) {
            answered.answered(allocation, arrival.packet(), now);
        }
        server.expecting(arrival.to(), arrival.from(), arrival.packet())
                .ifPresent(client -> client.answered(BindingClient.StunAnswer.of(arrival.packet()), now));
    }

    private static void states(TurnAllocation allocation, StunServer server, TurnScript script) {
        Relay relay = allocation.relay();
        if (relay != null) {
            Promise.keeps("only who knows the password makes a relay", script.anyAuthentic);
            Promise.keeps("with an address", relay.address().getPort() > 0, relay.address());
            int channel = relay.channel(PEER);
            Promise.keeps("a channel of the range", channel == 0 || channel >> 12 == 4, channel);
            Promise.keeps("it leads to the peer", channel == 0 || PEER.equals(relay.peer(channel)), channel);
        }
        allocation.failure().ifPresent(words -> Promise.keeps("a failure in words", words.indexOf(' ') > 0, words));
        server.mappings()
                .forEach(mapping ->
                        Promise.keeps("a mapping has a port", mapping.mapped().getPort() > 0, mapping));
        Promise.keeps(
                "a mapping or a reason, not both",
                server.mappings().isEmpty() || server.failure().isEmpty(),
                Objects.toString(server.failure()));
    }
}
