package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** This side's relayed address changes while a viewer is on it. */
final class MovedRelayTest {
    private static final IceCredentials SERVER = new IceCredentials("serv", "serverserverserverserve");
    private static final IceCredentials VIEWER = new IceCredentials("brow", "browserbrowserbrowserbr");
    private static final InetSocketAddress REMOTE = new InetSocketAddress("203.0.113.10", 50000);

    private final Random random = new Random(1);
    private final RecordedEvents events = new RecordedEvents();
    private final FakeBase direct = new FakeBase("192.0.2.1", CandidateKind.HOST);
    private final FakeBase first = new FakeBase("198.51.100.1", CandidateKind.RELAYED);
    private final FakeBase second = new FakeBase("198.51.100.2", CandidateKind.RELAYED);
    private long now = Long.MAX_VALUE - 1_000_000_000L; // overflows after a second, as nanoTime may
    private final IceAgent agent = new IceAgent(SERVER, new IceRole(false, 42), IceContext.of(random), events, now);

    private record FakeBase(InetSocketAddress address, CandidateKind kind, List<StunPacket> checks) implements Base {
        FakeBase(String address, CandidateKind kind) {
            this(new InetSocketAddress(address, 10111), kind, new ArrayList<>());
        }

        @Override
        public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
            StunPacket stun = read(packet);
            if (stun.type() == StunPacket.BINDING_REQUEST) {
                checks.add(stun);
            }
        }
    }

    private static StunPacket read(byte[] packet) {
        StunPacket stun = new StunPacket();
        assertThat(stun.read(packet, packet.length)).isTrue();
        return stun;
    }

    /** The viewer checks, nominates, and answers what it is asked. */
    private void viewerChecksOver(FakeBase base) throws Exception {
        StunPacket request = read(IceMessages.request(
                TransactionId.random(random),
                "serv:brow",
                new IceRole(true, 7),
                true,
                StunPacket.integrity(SERVER.password())));
        assertThat(agent.receiveRequest(request, base, REMOTE, now)).isTrue();
        viewerAnswersOver(base);
    }

    private void viewerAnswersOver(FakeBase base) throws Exception {
        now += Duration.ofMillis(60).toNanos();
        agent.tick(now);
        for (StunPacket check : List.copyOf(base.checks())) {
            byte[] answer = IceMessages.success(check, base.address(), StunPacket.integrity(VIEWER.password()));
            agent.receiveResponse(read(answer), base, REMOTE, now);
        }
        base.checks().clear();
    }

    private MediaPath path() {
        return Objects.requireNonNull(agent.path(), "no path");
    }

    @Test
    void whatWasOnItIsCheckedOnTheNextOne() throws Exception {
        agent.start(VIEWER, now);
        viewerChecksOver(first);
        assertThat(path().local()).isEqualTo(first.address());

        agent.moveRelay(second, now);

        assertThat(agent.path()).as("nothing goes over the old one").isNull();
        assertThat(events.losses).isEqualTo(1);
        assertThat(events.proved).isEmpty();
        viewerAnswersOver(second);
        assertThat(path().local()).isEqualTo(second.address());
        assertThat(path().remote()).isEqualTo(REMOTE);
        assertThat(agent.consentNanos()).isEqualTo(now);
    }

    /** A browser that was told the new candidate checks it by itself. */
    @Test
    void theViewersOwnChecksCountToo() throws Exception {
        agent.start(VIEWER, now);
        viewerChecksOver(first);
        agent.moveRelay(second, now);

        viewerChecksOver(second);

        assertThat(path().local()).isEqualTo(second.address());
        assertThat(events.paths).hasSize(2);
    }

    @Test
    void aViewerOnAnotherPathStaysThere() throws Exception {
        agent.start(VIEWER, now);
        viewerChecksOver(first);
        viewerChecksOver(direct);
        assertThat(path().local()).isEqualTo(direct.address());

        agent.moveRelay(second, now);

        assertThat(path().local()).isEqualTo(direct.address());
        assertThat(events.losses).isZero();
    }

    @Test
    void theSameRelayChangesNothing() throws Exception {
        agent.start(VIEWER, now);
        viewerChecksOver(first);

        agent.moveRelay(first, now);

        assertThat(path().local()).isEqualTo(first.address());
        assertThat(first.checks()).isEmpty();
    }

    @Test
    void anEndedAgentStaysQuiet() throws Exception {
        agent.start(VIEWER, now);
        viewerChecksOver(first);
        agent.close();

        agent.moveRelay(second, now);
        agent.tick(now + Duration.ofSeconds(1).toNanos());

        assertThat(second.checks()).isEmpty();
    }
}
