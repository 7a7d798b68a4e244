package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyStun;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks toward candidates of viewers that cannot come in uninvited, on a clock that the test sets. */
@Timeout(60)
final class OrdinaryChecksTest {
    private static final IceCredentials VIEWER = new IceCredentials("brow", "browserbrowserbrowser22");

    /** One check, and when it left. */
    private record Check(long nanos, InetSocketAddress to, byte[] packet) {}

    private final IceContext context = IceContext.of(new Random(1));
    private final List<IceAgent> agents = new ArrayList<>();
    private final List<Check> sent = new ArrayList<>();
    private final Base base = new Base() {
        @Override
        public InetSocketAddress address() {
            return SilentBase.ADDRESS;
        }

        @Override
        public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
            sent.add(new Check(now, remote, packet.clone()));
        }
    };

    private long now = Long.MAX_VALUE - 1_000_000_000L; // overflows after a second, as nanoTime may

    private IceAgent agent() {
        return agent(VIEWER);
    }

    private IceAgent agent(IceCredentials viewer) {
        IceAgent agent = new IceAgent(
                new IceCredentials("serv", "serverserverserverserve"),
                new IceRole(false, 42),
                context,
                new RecordedEvents(),
                now);
        agent.start(viewer, now);
        agents.add(agent);
        return agent;
    }

    private void add(IceAgent agent, String address) {
        CheckTargets.of(
                        "candidate:1 1 udp 1686052607 " + address + " 50000 typ srflx raddr 0.0.0.0 rport 0",
                        CheckTargets.PUBLIC)
                .ifPresent(candidate -> agent.addRemoteCandidate(candidate, List.of(base), now));
    }

    private void elapse(Duration time) {
        long end = now + time.toNanos();
        while (end - now > 0) {
            long due = end;
            for (IceAgent agent : agents) {
                agent.tick(now);
                due = agent.dueNanos(due);
            }
            now = due - now > 0 ? due : now + 1;
        }
    }

    @Test
    void aCheckIsOneThatABrowserAnswers() {
        add(agent(), "203.0.113.10");

        elapse(Duration.ofMillis(1));

        Check check = sent.get(0);
        assertThat(check.to()).isEqualTo(new InetSocketAddress("203.0.113.10", 50000));
        StunPacket stun = new StunPacket();
        assertThat(stun.read(check.packet(), check.packet().length)).isTrue();
        assertThat(stun.type()).isEqualTo(StunPacket.BINDING_REQUEST);
        assertThat(stun.receiverUfrag()).isEqualTo("brow");
        assertThat(stun.isAuthentic(StunPacket.integrity(VIEWER.password()))).isTrue();
        assertThat(stun.isIntact()).isTrue();
        assertThat(stun.useCandidate())
                .as("the controlled side nominates nothing")
                .isFalse();
        assertThat(stun.signed64(Stun.ICE_CONTROLLED)).hasValue(42);
        assertThat(stun.unsigned32(Stun.PRIORITY)).isPresent();
    }

    @Test
    void aPairIsCheckedSevenTimesAtGrowingIntervals() {
        long start = now;
        add(agent(), "203.0.113.10");

        elapse(Duration.ofMinutes(5));

        assertThat(sent)
                .extracting(check -> Duration.ofNanos(check.nanos() - start).toMillis())
                .containsExactly(0L, 200L, 600L, 1400L, 3000L, 6200L, 12600L);
        assertThat(context.pacer().checks()).isEqualTo(7);
    }

    @Test
    void oneViewerGetsNoMoreThanTwentyChecksASecondToSixteenCandidates() {
        IceAgent agent = agent();
        for (int i = 0; i < 100; i++) {
            add(agent, "203.0.113." + (i + 1));
        }

        elapse(Duration.ofMinutes(5));

        assertThat(sent).hasSize(CheckSchedule.MOST_UNHEARD);
        assertThat(sent.stream().map(Check::to).distinct()).hasSize(IceAgent.MAXIMUM_CANDIDATES);
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).nanos() - sent.get(i - 1).nanos())
                    .isGreaterThanOrEqualTo(CheckSchedule.PACING.toNanos());
        }
    }

    @Test
    void aRestartBuysNoChecksForWhoWasNotHeardOf() {
        IceAgent agent = agent();
        for (int restart = 0; restart < 10; restart++) {
            for (int i = 0; i < 16; i++) {
                add(agent, "203.0.113." + (16 * restart + i + 1));
            }
            elapse(Duration.ofSeconds(10));
            agent.restart(new IceCredentials("ser" + restart, "serverserverserverserve"));
            agent.start(VIEWER, now);
        }
        assertThat(sent).hasSize(CheckSchedule.MOST_UNHEARD);
    }

    @Test
    void aCandidateThatIsSignaledTwiceCountsOnce() {
        IceAgent agent = agent();
        add(agent, "203.0.113.10");
        add(agent, "203.0.113.10");

        elapse(Duration.ofMinutes(1));

        assertThat(sent).hasSize(7);
    }

    @Test
    void allViewersTogetherGetATrickleAndEachItsShare() {
        for (int i = 0; i < 200; i++) {
            IceAgent agent = agent();
            add(agent, "203.0.113." + (i + 1));
            add(agent, "198.51.100." + (i + 1));
        }

        elapse(Duration.ofSeconds(3));

        assertThat(sent.size()).as("a first one each, and 200 a second").isBetween(790, 802);
        Map<InetSocketAddress, Integer> each = new HashMap<>();
        sent.forEach(check -> each.merge(check.to(), 1, Integer::sum));
        assertThat(each).hasSize(400);
    }

    /** The viewer chooses its fragment, of up to 256 characters. */
    @Test
    void longChecksAreFewer() {
        for (int i = 0; i < 300; i++) {
            add(agent(new IceCredentials("v".repeat(256), VIEWER.password())), "203.0.113." + (i % 200 + 1));
        }

        elapse(Duration.ofSeconds(3));

        int bytes = sent.stream().mapToInt(check -> check.packet().length).sum();
        assertThat(bytes).isBetween(3 * 200 * 100, CheckPacer.LENGTH * (4 * CheckPacer.FIRST_PER_SECOND + 3 * 200));
        assertThat(sent.stream().map(Check::to).distinct()).hasSize(200);
    }

    @Test
    void aValidPairEndsTheChecksButForThoseThatHadNone() {
        IceAgent agent = agent();
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            targets.add("203.0.113." + (i + 1));
            add(agent, targets.get(i));
        }
        elapse(Duration.ofMillis(60));
        assertThat(sent).hasSize(2);

        answer(agent, sent.get(0));
        elapse(Duration.ofSeconds(2));

        assertThat(sent).extracting(check -> check.to().getHostString()).containsExactlyInAnyOrderElementsOf(targets);
        add(agent, "203.0.113.99");
        elapse(Duration.ofSeconds(15));
        assertThat(sent)
                .filteredOn(check -> check.to().getHostString().endsWith(".99"))
                .as("a new address of a viewer that moves")
                .hasSize(7);
    }

    private void answer(IceAgent agent, Check check) {
        byte[] success = TinyStun.success(
                TinyStun.transaction(check.packet()), new InetSocketAddress("198.51.100.1", 9), VIEWER.password());
        StunPacket stun = new StunPacket();
        assertThat(stun.read(success, success.length)).isTrue();
        agent.receiveResponse(stun, base, check.to(), now);
    }

    @Test
    void aViewerThatLeftIsNotChecked() {
        IceAgent agent = agent();
        add(agent, "203.0.113.10");
        elapse(Duration.ofMillis(1));

        agent.close();
        add(agent, "203.0.113.11");
        elapse(Duration.ofMinutes(1));

        assertThat(sent).hasSize(1);
    }
}
