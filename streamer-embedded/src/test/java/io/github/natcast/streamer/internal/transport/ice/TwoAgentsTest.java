package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.ice.SimulatedNetwork.Host;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents against each other, through thousands of bad networks. A failure names its seed. */
@Timeout(120)
final class TwoAgentsTest {
    private static final int NETWORKS = 4000;
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private SimulatedNetwork network = new SimulatedNetwork(0);

    private void lossy(long seed) {
        network = new SimulatedNetwork(seed);
        network.loss = 0.25 * network.random.nextDouble();
        network.repetition = 0.2 * network.random.nextDouble();
        network.longestDelay = Duration.ofMillis(1 + network.random.nextInt(300));
    }

    private static void start(Host one, Host other, long now) {
        one.agent.start(other.credentials, now);
        other.agent.start(one.credentials, now);
    }

    private void elapseUntil(java.util.function.BooleanSupplier holds, Duration limit) {
        long end = network.now + limit.toNanos();
        while (!holds.getAsBoolean() && network.now < end) {
            network.elapse(Duration.ofMillis(20));
        }
    }

    @Test
    void aViewerThatChecksAServerGetsAPathWhateverTheRolesAndTheNetwork() {
        for (long seed = 1; seed <= NETWORKS; seed++) {
            lossy(seed);
            Host server = network.host("192.0.2.1", "serv", network.random.nextInt(4) == 0);
            Host viewer = network.host("198.51.100.7", "view", network.random.nextInt(4) != 0);
            viewer.filtering = true;
            start(server, viewer, network.now);
            viewer.knows(server);

            elapseUntil(() -> settled(server, viewer), PATIENCE.multipliedBy(3));

            assertThat(settled(server, viewer)).as("seed %d", seed).isTrue();
            assertThat(server.role.isControlling())
                    .as("one side controls, seed %d", seed)
                    .isNotEqualTo(viewer.role.isControlling());
            assertThat(server.events.firstChecks).as("seed %d", seed).hasSize(1);
        }
    }

    private static boolean settled(Host one, Host other) {
        return one.hasPathTo(other)
                && other.hasPathTo(one)
                && one.role.isControlling() != other.role.isControlling()
                && isNominated(one)
                && isNominated(other);
    }

    private static boolean isNominated(Host host) {
        return host.events.paths.get(host.events.paths.size() - 1).isNominated();
    }

    @Test
    void bothBehindFilteringNatsFindEachOther() {
        for (long seed = 1; seed <= NETWORKS / 4; seed++) {
            lossy(seed);
            Host server = network.host("192.0.2.1", "serv", false);
            Host viewer = network.host("198.51.100.7", "view", true);
            server.filtering = true;
            viewer.filtering = true;
            start(server, viewer, network.now);
            viewer.knows(server);
            network.elapse(Duration.ofMillis(network.random.nextInt(500)));
            server.knows(viewer);

            elapseUntil(() -> settled(server, viewer), PATIENCE.multipliedBy(3));

            assertThat(settled(server, viewer)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void aViewerWhoseNatRebindsIsFollowed() {
        for (long seed = 1; seed <= NETWORKS / 4; seed++) {
            lossy(seed);
            Host server = network.host("192.0.2.1", "serv", false);
            Host viewer = network.host("198.51.100.7", "view", true);
            viewer.filtering = true;
            start(server, viewer, network.now);
            viewer.knows(server);
            elapseUntil(() -> settled(server, viewer), PATIENCE.multipliedBy(3));
            for (int i = 0; i < 3; i++) {
                network.elapse(Duration.ofMillis(network.random.nextInt(20_000)));
                viewer.rebind();

                elapseUntil(() -> server.hasPathTo(viewer), PATIENCE.multipliedBy(2));

                assertThat(server.hasPathTo(viewer))
                        .as("seed %d, rebinding %d", seed, i)
                        .isTrue();
                assertThat(server.events.losses).as("seed %d", seed).isZero();
            }
        }
    }

    @Test
    void hoursWithoutAnythingElseAreASmallTrickleOfConsent() {
        network.longestDelay = Duration.ofMillis(40);
        Host server = network.host("192.0.2.1", "serv", false);
        Host viewer = network.host("198.51.100.7", "view", true);
        start(server, viewer, network.now);
        viewer.knows(server);
        network.elapse(Duration.ofSeconds(10));
        int before = server.sent;

        network.elapse(Duration.ofHours(1));

        // Its own check and an answer to the viewer's, each 5 s.
        assertThat(server.sent - before).isBetween(2 * 690, 2 * 750);
        assertThat(server.events.paths).hasSize(1);
        assertThat(network.now - server.agent.consentNanos()).isLessThan(TimeUnit.SECONDS.toNanos(7));
    }

    @Test
    void consentExpiresAfterHalfAMinuteAndNothingIsSentFromThenOn() {
        Host server = network.host("192.0.2.1", "serv", false);
        Host viewer = network.host("198.51.100.7", "view", true);
        start(server, viewer, network.now);
        viewer.knows(server);
        network.elapse(Duration.ofSeconds(10));
        long consented = server.agent.consentNanos();
        network.loss = 1;

        network.now = Math.max(network.now, consented);
        network.elapse(Duration.ofNanos(consented + Duration.ofSeconds(29).toNanos() - network.now));
        assertThat(server.agent.path()).isNotNull();
        network.elapse(Duration.ofSeconds(2));

        assertThat(server.events.losses).isEqualTo(1);
        assertThat(server.agent.path()).isNull();
        int sent = server.sent;
        network.elapse(Duration.ofMinutes(1));
        assertThat(server.sent).isEqualTo(sent);
        assertThat(server.agent.consentNanos()).isEqualTo(consented);
    }

    @Test
    void anIceRestartKeepsTheOldPathUntilThereIsANewOneAndEndsTheOldCredentials() {
        for (long seed = 1; seed <= NETWORKS / 8; seed++) {
            lossy(seed);
            Host server = network.host("192.0.2.1", "serv", network.random.nextInt(4) == 0);
            Host viewer = network.host("198.51.100.7", "view", network.random.nextInt(4) != 0);
            start(server, viewer, network.now);
            viewer.knows(server);
            elapseUntil(() -> settled(server, viewer), PATIENCE.multipliedBy(3));
            CandidatePair old = server.events.paths.get(server.events.paths.size() - 1);

            IceCredentials newServer = new IceCredentials("ser2", "server-password-after-the-restart");
            IceCredentials newViewer = new IceCredentials("vie2", "viewer-password-after-the-restart");
            server.agent.restart(newServer);
            server.agent.start(newViewer, network.now);
            assertThat(server.agent.path()).as("seed %d", seed).isEqualTo(old.path());
            network.elapse(Duration.ofMillis(network.random.nextInt(8_000)));
            assertThat(server.agent.path()).as("seed %d", seed).isNotNull();
            viewer.agent.restart(newViewer);
            viewer.agent.start(newServer, network.now);
            viewer.knows(server);
            elapseUntil(() -> !server.events.endedFragments.isEmpty(), PATIENCE.multipliedBy(3));

            assertThat(server.events.endedFragments).as("seed %d", seed).containsExactly("serv");
            assertThat(server.events.losses).as("seed %d", seed).isZero();
            assertThat(server.hasPathTo(viewer)).as("seed %d", seed).isTrue();
            assertThat(server.events.proved)
                    .as("seed %d", seed)
                    .allMatch(pair -> pair.generation().local().equals(newServer));
        }
    }

    @Test
    void anIceLiteViewerIsCheckedAndNominated() {
        Host server = network.host("192.0.2.1", "serv", false);
        Host lite = network.host("198.51.100.7", "lite", false);
        server.agent.control();
        // ICE-lite: it has our password and answers, and begins nothing.
        server.agent.start(lite.credentials, network.now);
        server.knows(lite);

        network.elapse(Duration.ofSeconds(2));

        assertThat(server.hasPathTo(lite)).isTrue();
        assertThat(isNominated(server)).isTrue();
        assertThat(server.events.firstChecks).hasSize(1);
    }
}
