package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyStun;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An invited viewer that forges the sources of its packets: what an address gets that never answered. */
final class AmplificationTest {
    private static final IceCredentials LOCAL = new IceCredentials("serv", "serverserverserverserve");
    private static final IceCredentials VIEWER = new IceCredentials("view", "viewerviewerviewerviewe");
    private static final int STEPS = 3000;
    private static final int MOST_PER_BYTE = 2;
    private static final int ROUNDS = 100;

    private final Map<InetSocketAddress, Long> in = new HashMap<>();
    private final Map<InetSocketAddress, Long> out = new HashMap<>();
    private final Set<InetSocketAddress> answered = new HashSet<>();
    private final RecordedEvents events = new RecordedEvents();
    private final StunPacket stun = new StunPacket();
    private long now;
    private int looked;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void atMostTwiceTheBytesGoToAnAddressThatNeverAnswered(long seed) {
        Random random = new Random(seed);
        SilentBase base = new SilentBase();
        IceAgent agent = new IceAgent(LOCAL, new IceRole(false, 42), IceContext.of(random), events, now);
        agent.start(VIEWER, now);
        for (int step = 0; step < STEPS; step++) {
            InetSocketAddress remote = new InetSocketAddress("198.51.100." + random.nextInt(30), 4000);
            switch (random.nextInt(6)) {
                case 0, 1 -> take(agent, base, remote, request(random));
                case 2 -> {
                    int length = 30 + random.nextInt(60);
                    in.merge(remote, (long) length, Long::sum);
                    agent.strayed(base, remote, length, now);
                }
                case 3 ->
                    List.copyOf(events.proved).stream()
                            .filter(pair -> pair.remote().equals(remote))
                            .findFirst()
                            .ifPresent(pair -> {
                                in.merge(remote, 40L, Long::sum);
                                agent.used(pair, 40, now);
                            });
                case 4 -> answer(agent, base, random);
                default -> {
                    now += random.nextLong(Duration.ofSeconds(1).toNanos());
                    agent.tick(now);
                }
            }
            look(base);
        }
        assertThat(out.keySet()).as("the run went where it was meant to").hasSizeGreaterThan(20);
        assertThat(answered).isNotEmpty();
    }

    /** Whom the viewers named as a candidate, too: the rest is one series for each viewer. */
    @ParameterizedTest
    @ValueSource(ints = {4, 256})
    void whoIsNamedAsACandidateGetsNoMoreThanThatAndASeries(int fragmentLength) {
        IceContext context = IceContext.of(new Random(1));
        SilentBase base = new SilentBase();
        InetSocketAddress victim = new InetSocketAddress("203.0.113.9", 5000);
        IceCredentials viewer = new IceCredentials("v".repeat(fragmentLength), VIEWER.password());
        List<IceAgent> agents = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            IceAgent agent = new IceAgent(LOCAL, new IceRole(false, 42), context, events, now);
            agent.start(viewer, now);
            agent.addRemoteCandidate(
                    new RemoteCandidate(victim, CandidateKind.SERVER_REFLEXIVE, 1), List.of(base), now);
            agents.add(agent);
        }
        for (int round = 0; round < ROUNDS; round++) {
            now += Duration.ofMillis(50).toNanos();
            for (IceAgent agent : agents) {
                take(agent, base, victim, smallest(TransactionId.random(new Random(round))));
                agent.tick(now);
            }
        }

        long bytes = base.sent.stream().mapToLong(sent -> sent.packet().length).sum();
        long unpaid = bytes - MOST_PER_BYTE * in.getOrDefault(victim, 0L);
        long length = IceMessages.requestLength(viewer.usernameFragment() + ":" + LOCAL.usernameFragment());
        assertThat(unpaid).isLessThanOrEqualTo(length * CheckSeries.CHECKS * agents.size());
    }

    /** The smallest that is authentic, the usual one, and one with what nobody understands. */
    private static byte[] request(Random random) {
        TransactionId transaction = TransactionId.random(random);
        return switch (random.nextInt(3)) {
            case 0 -> {
                byte[] bytes = new byte[12];
                random.nextBytes(bytes);
                yield TinyStun.request(bytes, "serv:view", LOCAL.password(), random.nextBoolean(), 7);
            }
            case 1 ->
                new StunWriter(StunPacket.BINDING_REQUEST, transaction)
                        .attribute(Stun.USERNAME, "serv:view")
                        .toIceBytes(StunPacket.integrity(LOCAL.password()));
            default ->
                new StunWriter(StunPacket.BINDING_REQUEST, transaction)
                        .attribute(Stun.USERNAME, "serv:view")
                        .attribute(0x7ABC, 1)
                        .toIceBytes(StunPacket.integrity(LOCAL.password()));
        };
    }

    /** Without FINGERPRINT and all that a check should have. */
    private static byte[] smallest(TransactionId transaction) {
        return new StunWriter(StunPacket.BINDING_REQUEST, transaction)
                .attribute(Stun.USERNAME, "serv:")
                .toBytes(StunPacket.integrity(LOCAL.password()));
    }

    private void take(IceAgent agent, SilentBase base, InetSocketAddress remote, byte[] packet) {
        in.merge(remote, (long) packet.length, Long::sum);
        assertThat(stun.read(packet, packet.length)).isTrue();
        agent.receiveRequest(stun, base, remote, now);
    }

    /** The viewer is really at the last of the addresses that were checked, if that is one of a few. */
    private void answer(IceAgent agent, SilentBase base, Random random) {
        look(base);
        SilentBase.Sent last = base.sent.isEmpty() ? null : base.sent.get(base.sent.size() - 1);
        if (last == null || TinyStun.type(last.packet()) != TinyStun.REQUEST || random.nextInt(4) > 0) {
            return;
        }
        answered.add(last.to());
        byte[] packet = TinyStun.success(TinyStun.transaction(last.packet()), SilentBase.ADDRESS, VIEWER.password());
        assertThat(stun.read(packet, packet.length)).isTrue();
        agent.receiveResponse(stun, base, last.to(), now);
    }

    private void look(SilentBase base) {
        for (; looked < base.sent.size(); looked++) {
            SilentBase.Sent sent = base.sent.get(looked);
            long bytes = out.merge(sent.to(), (long) sent.packet().length, Long::sum);
            if (!answered.contains(sent.to())) {
                assertThat(bytes)
                        .as("to %s", sent.to())
                        .isLessThanOrEqualTo(MOST_PER_BYTE * in.getOrDefault(sent.to(), 0L));
            }
        }
    }
}
