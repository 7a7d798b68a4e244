package io.github.natcast.streamer.internal.transport.nat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Arrival;
import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Sent;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TurnAllocationTest {
    private static final InetSocketAddress SERVER = FakeNetwork.SERVER;
    private static final InetSocketAddress VIEWER = new InetSocketAddress("203.0.113.10", 50000);

    private final FakeNetwork network = new FakeNetwork();
    private final FakeTurnServer server = new FakeTurnServer();
    private final RandomGenerator random = new Random(1);
    private final Base base = network.base("192.168.1.10");
    private final TurnPeers peers = new TurnPeers();

    private TurnAllocation allocation(TurnRequests.Credential credential) {
        network.serve(SERVER, server::answer);
        return new TurnAllocation(base, SERVER, () -> credential, peers, random, network.now);
    }

    private void elapse(TurnAllocation allocation, Duration time) {
        long end = network.now + time.toNanos();
        while (end - network.now > 0) {
            long due = allocation.poll(network.now, end);
            while (delivered(allocation)) {
                due = allocation.poll(network.now, end);
            }
            network.now = due;
        }
    }

    private boolean delivered(TurnAllocation allocation) {
        boolean any = false;
        for (Arrival arrival : network.deliver()) {
            any = true;
            if (allocation.expects(arrival.to(), arrival.from(), arrival.packet())) {
                allocation.answered(arrival.packet(), network.now);
            }
        }
        return any;
    }

    @Test
    void allocatesWithTheRealmThatTheServerNames() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);

        elapse(allocation, Duration.ofSeconds(1));

        assertThat(allocation.relay()).isNotNull();
        assertThat(relayOf(allocation).address()).isEqualTo(FakeTurnServer.RELAYED);
        assertThat(server.types).containsExactly(Stun.ALLOCATE_REQUEST, Stun.ALLOCATE_REQUEST);
    }

    @Test
    void sendsAgainWhatIsLost() {
        server.losses = 3;
        TurnAllocation allocation = allocation(FakeTurnServer.USER);

        elapse(allocation, Duration.ofSeconds(10));

        assertThat(allocation.relay()).isNotNull();
        assertThat(server.types).hasSize(3 + 2);
    }

    @Test
    void aWrongPasswordIsNamedAndTriedAgainLater() {
        TurnAllocation allocation = allocation(new TurnRequests.Credential("vtuser", "wrong"));

        elapse(allocation, Duration.ofSeconds(29));

        assertThat(allocation.relay()).isNull();
        assertThat(allocation.failure()).contains("it refuses the user name or the password");
        assertThat(server.types).as("without and with credentials").hasSize(2);
        elapse(allocation, Duration.ofSeconds(2));
        assertThat(server.types).hasSize(3);
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedAndAskedAgain() {
        server.losses = 1000;
        TurnAllocation allocation = allocation(FakeTurnServer.USER);

        elapse(allocation, Duration.ofMinutes(2));
        assertThat(allocation.failure()).contains("no answer");
        server.losses = 0;
        elapse(allocation, Duration.ofMinutes(2));

        assertThat(allocation.failure()).isEmpty();
        assertThat(allocation.relay()).isNotNull();
    }

    @Test
    void keepsTheAllocationAlsoWhenTheNonceGrowsStale() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        elapse(allocation, Duration.ofSeconds(1));
        Relay relay = allocation.relay();
        server.nonce = "second";

        elapse(allocation, Duration.ofMinutes(30));

        assertThat(allocation.relay()).isSameAs(relay);
        assertThat(server.types.stream().filter(type -> type == Stun.REFRESH_REQUEST))
                .as("every 20 seconds, one of them twice")
                .hasSizeBetween(90, 91);
    }

    @Test
    void whatAProcessBeforeLeftBehindIsGivenBackFirst() {
        server.allocated = true;
        TurnAllocation allocation = allocation(FakeTurnServer.USER);

        elapse(allocation, Duration.ofSeconds(3));

        assertThat(allocation.relay()).isNotNull();
        assertThat(server.types).contains(Stun.REFRESH_REQUEST);
    }

    @Test
    void anAllocationThatTheServerForgotIsMadeAnewWithAllThatWasOnItWithinHalfAMinute() throws Exception {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        peers.permit(VIEWER.getAddress(), network.now);
        peers.reach(VIEWER, network.now);
        elapse(allocation, Duration.ofSeconds(1));
        Relay before = allocation.relay();
        server.allocated = false;
        server.channels.clear();
        server.permissions.clear();

        elapse(allocation, Duration.ofSeconds(25));

        assertThat(allocation.relay()).isNotNull().isNotSameAs(before);
        assertThat(server.permissions).contains(VIEWER.getAddress());
        assertThat(server.channels).containsValue(VIEWER);
    }

    /** The viewer is heard until the server is started anew. */
    @Test
    void aRelayedViewersAllocationThatTheServerForgotIsMadeAnewWithinTwoSeconds() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        peers.permit(VIEWER.getAddress(), network.now);
        elapse(allocation, Duration.ofSeconds(1));
        peers.reach(VIEWER, network.now);
        talk(allocation, 100);
        Relay before = relayOf(allocation);
        server.restart();

        elapse(allocation, Duration.ofSeconds(2));

        assertThat(allocation.relay()).isNotNull().isNotSameAs(before);
        assertThat(server.permissions).contains(VIEWER.getAddress());
        assertThat(server.channels).containsValue(VIEWER);
    }

    /** The server answers a second after it is back, however long it was away. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 15, 25})
    void aServerThatWasAwayIsMetWithinTwoSeconds(int seconds) {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        peers.permit(VIEWER.getAddress(), network.now);
        peers.reach(VIEWER, network.now);
        elapse(allocation, Duration.ofSeconds(1));
        Relay before = relayOf(allocation);
        network.silence(SERVER);
        elapse(allocation, Duration.ofSeconds(seconds));
        assertThat(allocation.relay()).as("may come back as it was").isSameAs(before);
        server.restart();
        network.serve(SERVER, server::answer);

        elapse(allocation, Duration.ofSeconds(2));

        assertThat(allocation.relay()).isNotNull().isNotSameAs(before);
        assertThat(server.channels).containsValue(VIEWER);
    }

    @Test
    void afterABlackOutTheAllocationIsTheSame() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        peers.reach(VIEWER, network.now);
        elapse(allocation, Duration.ofSeconds(1));
        Relay before = relayOf(allocation);
        network.silence(SERVER);
        elapse(allocation, Duration.ofSeconds(20));
        network.serve(SERVER, server::answer);

        elapse(allocation, Duration.ofSeconds(20));

        assertThat(allocation.relay()).isSameAs(before);
    }

    @Test
    void nobodyAsksWhileViewersAreHeard() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        peers.reach(VIEWER, network.now);
        elapse(allocation, Duration.ofSeconds(1));
        server.types.clear();

        talk(allocation, 190);

        assertThat(server.types).isEmpty();
    }

    @Test
    void aPermissionThatTheServerKnowsNothingOfShowsTheLoss() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        elapse(allocation, Duration.ofSeconds(1));
        Relay before = relayOf(allocation);
        server.restart();
        peers.permit(VIEWER.getAddress(), network.now);

        elapse(allocation, Duration.ofMillis(100));

        assertThat(allocation.relay()).isNotNull().isNotSameAs(before);
        assertThat(server.permissions).contains(VIEWER.getAddress());
    }

    @Test
    void aViewerThatComesDuringABlackOutIsLetInSoonAfterIt() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        elapse(allocation, Duration.ofSeconds(1));
        Relay before = relayOf(allocation);
        network.silence(SERVER);
        peers.permit(VIEWER.getAddress(), network.now);
        elapse(allocation, Duration.ofSeconds(10));
        network.serve(SERVER, server::answer);

        elapse(allocation, Duration.ofSeconds(3));

        assertThat(allocation.relay()).isSameAs(before);
        assertThat(server.permissions).contains(VIEWER.getAddress());
    }

    /** A packet of a viewer comes through each 100 ms. */
    private void talk(TurnAllocation allocation, int packets) {
        for (int i = 0; i < packets; i++) {
            relayOf(allocation).heard(network.now);
            elapse(allocation, Duration.ofMillis(100));
        }
    }

    /** As if the clock had come to the expiry: the name in it changes, and is taken for the next allocation. */
    @Test
    void eachAllocationIsMadeWithAFreshCredential() {
        server.user = "1:natcast";
        network.serve(SERVER, server::answer);
        TurnAllocation allocation = new TurnAllocation(
                base, SERVER, () -> new TurnRequests.Credential(server.user, "vtpass"), peers, random, network.now);
        elapse(allocation, Duration.ofSeconds(1));
        assertThat(allocation.relay()).isNotNull();
        server.restart();
        server.user = "2:natcast";

        elapse(allocation, Duration.ofMinutes(1));

        assertThat(allocation.relay()).isNotNull();
        assertThat(allocation.failure()).isEmpty();
    }

    @Test
    void permitsEachAddressAndBindsAChannelToEachPeerAsLongAsTheyAreWanted() throws Exception {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        InetAddress other = InetAddress.getByName("203.0.113.11");
        elapse(allocation, Duration.ofSeconds(1));

        peers.permit(VIEWER.getAddress(), network.now);
        peers.permit(VIEWER.getAddress(), network.now);
        peers.permit(other, network.now);
        peers.reach(VIEWER, network.now);
        elapse(allocation, Duration.ofSeconds(1));
        assertThat(server.permissions).containsExactlyInAnyOrder(VIEWER.getAddress(), other);
        assertThat(server.channels).containsExactly(java.util.Map.entry(0x4000, VIEWER));
        assertThat(relayOf(allocation).channel(VIEWER)).isEqualTo(0x4000);
        assertThat(relayOf(allocation).peer(0x4000)).isEqualTo(VIEWER);

        peers.withdraw(VIEWER.getAddress());
        peers.withdraw(other);
        elapse(allocation, Duration.ofMinutes(5));
        assertThat(server.permissions).hasSize(3).endsWith(VIEWER.getAddress());

        peers.withdraw(VIEWER.getAddress());
        peers.leave(VIEWER);
        server.types.clear();
        elapse(allocation, Duration.ofMinutes(30));
        assertThat(server.types).containsOnly(Stun.REFRESH_REQUEST);
        assertThat(relayOf(allocation).channel(VIEWER)).isZero();
        assertThat(relayOf(allocation).peer(0x4000)).as("who comes back").isEqualTo(VIEWER);

        peers.reach(VIEWER, network.now);
        elapse(allocation, Duration.ofSeconds(1));
        assertThat(relayOf(allocation).channel(VIEWER))
                .as("the number that the server may still know")
                .isEqualTo(0x4000);
    }

    @Test
    void packetsGoByIndicationUntilThereIsAChannel() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        elapse(allocation, Duration.ofSeconds(1));
        network.silence(SERVER);
        byte[] packet = {1, 22, 33, 44};

        relayOf(allocation).send(packet, 1, 3, VIEWER);
        StunPacket indication = FakeNetwork.read(last().packet());
        assertThat(indication.type()).isEqualTo(Stun.SEND_INDICATION);
        assertThat(indication.xorAddress(Stun.XOR_PEER_ADDRESS)).contains(VIEWER);
        assertThat(indication.attribute(Stun.DATA)).contains(ByteBuffer.wrap(new byte[] {22, 33, 44}));

        relayOf(allocation).bound(0x4001, VIEWER);
        relayOf(allocation).send(packet, 1, 3, VIEWER);
        assertThat(last().packet()).containsExactly(0x40, 1, 0, 3, 22, 33, 44);
        assertThat(last().to()).isEqualTo(SERVER);
    }

    private Sent last() {
        return network.sent.get(network.sent.size() - 1);
    }

    @Test
    void onlyWhoKnowsThePasswordCanGrant() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        network.serve(
                SERVER,
                request -> new io.github.natcast.streamer.internal.transport.stun.StunWriter(
                                Stun.ALLOCATE_REQUEST | Stun.SUCCESS, request.transaction())
                        .xorAddress(Stun.XOR_RELAYED_ADDRESS, new InetSocketAddress("203.0.113.66", 6666))
                        .toBytes());

        elapse(allocation, Duration.ofSeconds(10));

        assertThat(allocation.relay()).isNull();
    }

    @Test
    void givesTheAllocationBackAtTheEnd() {
        TurnAllocation allocation = allocation(FakeTurnServer.USER);
        elapse(allocation, Duration.ofSeconds(1));

        allocation.close();

        assertThat(server.allocated).isFalse();
    }

    private static Relay relayOf(TurnAllocation allocation) {
        return Objects.requireNonNull(allocation.relay(), "no relay");
    }
}
