package io.github.natcast.streamer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.internal.TurnSecret;
import io.github.natcast.streamer.internal.transport.nat.Coturn;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real TURN server. */
@Timeout(60)
final class RelayProbeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Coturn coturn;
    private InetSocketAddress server;
    private final IceServer user = new TurnSecret(Coturn.SECRET, TurnSecret.DEFAULT_TTL)
            .forThisSide(IceServer.stun("turn:192.0.2.1"), Instant.now());

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Coturn.isInstalled(), "This host has no turnserver; install the package coturn.");
        coturn = new Coturn(folder);
        server =
                new InetSocketAddress(LOOPBACK, IceServerUrl.parse(coturn.url()).port());
    }

    @AfterEach
    void end() {
        if (coturn != null) {
            coturn.close();
        }
    }

    private RelayProbe relay(IceProbe probe, String password) throws IOException {
        return probe.relay(server, user.username().orElseThrow(), password);
    }

    @Test
    void aDatagramComesThroughAndBack() throws IOException {
        try (IceProbe probe = IceProbe.open(LOOPBACK, PATIENCE);
                IceProbe peer = IceProbe.open(LOOPBACK, PATIENCE);
                RelayProbe relay = relay(probe, user.credential().orElseThrow())) {
            assertThat(relay.mappedAddress()).isEqualTo(probe.localAddress());
            relay.permit(LOOPBACK);
            assertThat(relay.exchange(peer)).isEqualTo(RelayProbe.Exchanged.BOTH_WAYS);
            assertThat(peer.mapping(server)).isEqualTo(peer.localAddress());
        }
    }

    @Test
    void withoutAPermissionNothingComesThrough() throws IOException {
        try (IceProbe probe = IceProbe.open(LOOPBACK, Duration.ofSeconds(1));
                IceProbe peer = IceProbe.open(LOOPBACK, Duration.ofSeconds(1));
                RelayProbe relay = relay(probe, user.credential().orElseThrow())) {
            assertThat(relay.exchange(peer)).isEqualTo(RelayProbe.Exchanged.NOTHING);
        }
    }

    /** The server would take whoever asks for longer for a viewer that sees nothing. */
    @Test
    @Timeout(8)
    void aCheckWaitsNoLongerThanItIsTold() throws IOException {
        try (IceProbe probe = IceProbe.open(LOOPBACK, PATIENCE);
                IceProbe nobody = IceProbe.open(LOOPBACK, PATIENCE);
                RelayProbe relay = relay(probe, user.credential().orElseThrow())) {
            relay.permit(LOOPBACK);
            IceCredentials credentials = new IceCredentials("own", "theirs", "a password of 22 letters");
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> relay.check(nobody.localAddress(), credentials, Duration.ofMillis(50)));
        }
    }

    @Test
    void theSharedSecretOpensIt() throws IOException {
        try (IceProbe probe = IceProbe.open(LOOPBACK, PATIENCE);
                RelayProbe relay = probe.relay(server, Coturn.SECRET)) {
            assertThat(relay.relayedAddress().getAddress()).isEqualTo(LOOPBACK);
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws IOException {
        try (IceProbe probe = IceProbe.open(LOOPBACK, PATIENCE)) {
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> relay(probe, "wrong"))
                    .satisfies(e -> assertThat(e.errorCode()).isEqualTo(401));
        }
    }

    @Test
    void anAddressThatTheServerDoesNotRelayForIsRefused() throws IOException {
        try (IceProbe probe = IceProbe.open(LOOPBACK, PATIENCE);
                RelayProbe relay = relay(probe, user.credential().orElseThrow())) {
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> relay.permit(InetAddress.getByName("0.0.0.1")))
                    .satisfies(e -> assertThat(e.errorCode()).isEqualTo(403));
        }
    }
}
