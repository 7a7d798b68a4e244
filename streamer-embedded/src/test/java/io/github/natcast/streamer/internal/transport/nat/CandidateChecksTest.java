package io.github.natcast.streamer.internal.transport.nat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Sent;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CandidateChecksTest {
    private static final IceCredentials VIEWER = new IceCredentials("brow", "browserbrowserbrowser22");

    private final FakeNetwork network = new FakeNetwork();
    private final RandomGenerator random = new Random(1);
    private final Base base = network.base("192.168.1.10");
    private final CandidateChecks checks = new CandidateChecks(random, network.now);
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private ViewerChecks viewer() {
        ViewerChecks viewer = new ViewerChecks(
                "serv",
                42,
                checks,
                remote -> List.of(base),
                CheckTargets.PUBLIC,
                Optional.empty(),
                tasks::add,
                () -> network.now);
        viewer.start(VIEWER);
        return viewer;
    }

    private static String candidate(String address, int port) {
        return "candidate:1 1 udp 1686052607 " + address + " " + port + " typ srflx raddr 0.0.0.0 rport 0";
    }

    private void elapse(Duration time) {
        long end = network.now + time.toNanos();
        while (end - network.now > 0) {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
            network.now = checks.poll(network.now, end);
        }
    }

    @Test
    void aCheckIsOneThatABrowserAnswers() {
        viewer().add(candidate("203.0.113.10", 50000));

        elapse(Duration.ofMillis(1));

        Sent check = network.sent.get(0);
        assertThat(check.to()).isEqualTo(new InetSocketAddress("203.0.113.10", 50000));
        StunPacket stun = FakeNetwork.read(check.packet());
        assertThat(stun.type()).isEqualTo(StunPacket.BINDING_REQUEST);
        assertThat(stun.receiverUfrag()).isEqualTo("brow");
        assertThat(stun.isAuthentic(StunPacket.integrity(VIEWER.password()))).isTrue();
        assertThat(stun.useCandidate())
                .as("the controlled side nominates nothing")
                .isFalse();
        assertThat(stun.attribute(Stun.ICE_CONTROLLED).orElseThrow().getLong()).isEqualTo(42);
        assertThat(stun.attribute(Stun.PRIORITY)).isPresent();
    }

    @Test
    void aPairIsCheckedSevenTimesAtGrowingIntervals() {
        viewer().add(candidate("203.0.113.10", 50000));
        long start = network.now;

        elapse(Duration.ofMinutes(5));

        assertThat(network.sent)
                .extracting(check -> Duration.ofNanos(check.nanos() - start).toMillis())
                .containsExactly(0L, 200L, 600L, 1400L, 3000L, 6200L, 12600L);
        assertThat(checks.sent()).isEqualTo(7);
    }

    @Test
    void oneViewerGetsNoMoreThanTwentyChecksASecondAndSixteenCandidates() {
        ViewerChecks viewer = viewer();
        for (int i = 0; i < 100; i++) {
            viewer.add(candidate("203.0.113." + (i + 1), 50000));
        }

        elapse(Duration.ofMinutes(5));

        assertThat(network.sent).hasSize(ViewerChecks.MAXIMUM_CANDIDATES * CheckList.CHECKS_PER_PAIR);
        for (int i = 1; i < network.sent.size(); i++) {
            assertThat(network.sent.get(i).nanos() - network.sent.get(i - 1).nanos())
                    .isGreaterThanOrEqualTo(CheckList.PACING.toNanos());
        }
    }

    @Test
    void aCandidateThatIsSignaledTwiceCountsOnce() {
        ViewerChecks viewer = viewer();
        viewer.add(candidate("203.0.113.10", 50000));
        viewer.add(candidate("203.0.113.10", 50000));
        viewer.add("candidate:7 1 udp 1 203.0.113.10 50000 typ prflx");

        elapse(Duration.ofMinutes(1));

        assertThat(network.sent).hasSize(7);
    }

    @Test
    void allViewersTogetherGetATrickleAndEachItsShare() {
        for (int i = 0; i < 200; i++) {
            ViewerChecks viewer = viewer();
            viewer.add(candidate("203.0.113." + (i + 1), 50000));
            viewer.add(candidate("198.51.100." + (i + 1), 50000));
        }

        elapse(Duration.ofSeconds(3));

        assertThat(network.sent.size()).isBetween(590, 601);
        Map<InetSocketAddress, Integer> each = new HashMap<>();
        network.sent.forEach(check -> each.merge(check.to(), 1, Integer::sum));
        assertThat(each).hasSize(400);
    }

    @Test
    void aValidPairEndsTheChecksButForThoseThatHadNone() {
        ViewerChecks viewer = viewer();
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            targets.add("203.0.113." + (i + 1));
            viewer.add(candidate(targets.get(i), 50000));
        }
        elapse(Duration.ofMillis(60));
        assertThat(network.sent).hasSize(2);

        viewer.settle();
        elapse(Duration.ofMinutes(1));

        assertThat(network.sent)
                .extracting(check -> check.to().getHostString())
                .containsExactlyInAnyOrderElementsOf(targets);
        viewer.add(candidate("203.0.113.99", 50000));
        elapse(Duration.ofMinutes(1));
        assertThat(network.sent).as("a new address of a viewer that moves").hasSize(4 + 7);
    }

    @Test
    void aViewerThatLeftIsNotChecked() {
        ViewerChecks viewer = viewer();
        viewer.add(candidate("203.0.113.10", 50000));
        elapse(Duration.ofMillis(1));

        viewer.close();
        viewer.add(candidate("203.0.113.11", 50000));
        elapse(Duration.ofMinutes(1));

        assertThat(network.sent).hasSize(1);
    }
}
