package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.internal.IceServers;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.TurnSecret;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.nat.Coturn;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.topology.IceServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against coturn itself, with credentials made from the secret. */
@Timeout(120)
final class CoturnTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PATIENCE_MILLIS = PATIENCE.toMillis();

    private final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
    private final IceSessionListener listener = new IceSessionListener() {
        @Override
        public void onPath(MediaPath path) {
            paths.add(path);
        }

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {
            packets.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void onFailed(String reason) {}
    };

    @TempDir
    private Path folder;

    @BeforeAll
    static void coturnIsThere() {
        assumeTrue(
                Coturn.isInstalled(),
                "This host has no turnserver, so credentials from a secret are not tried on coturn;"
                        + " install the package coturn.");
    }

    private static IceServers servers(IceServer relay, String secret) {
        Optional<TurnSecret> shared = TurnSecret.isFor(relay)
                ? Optional.of(new TurnSecret(secret, TurnSecret.DEFAULT_TTL))
                : Optional.empty();
        return new IceServers(List.of(), Optional.of(relay), shared);
    }

    private static SharedPortTransport transport(IceServers servers) throws Exception {
        NatSettings settings = new NatSettings(List.of(), servers);
        return SharedPortTransport.bind(
                InetAddress.getLoopbackAddress(),
                0,
                1,
                EgressSockets.plain(),
                address -> true,
                new Random(),
                bases -> Optional.of(NatTraversal.start(settings, bases, new Random(), ThreadFailures.logged())));
    }

    /** The relayed address that this client gets; empty when the server refuses. */
    private static Optional<InetSocketAddress> relayed(SharedPortTransport transport) throws Exception {
        transport.awaitCandidates(PATIENCE);
        return transport.nat().orElseThrow().relay().orElseThrow().addresses().stream()
                .findFirst();
    }

    @Test
    void credentialsAreTakenWhenTheyAreOfTheSecretAndNotExpired() throws Exception {
        try (Coturn coturn = new Coturn(folder)) {
            IceServer relay = IceServer.stun(coturn.url());
            TurnSecret secret = new TurnSecret(Coturn.SECRET, Duration.ofMinutes(1));
            IceServers browsers = new IceServers(List.of(relay), Optional.empty(), Optional.of(secret));
            InstantSource now = InstantSource.system();
            IceServer fresh = browsers.forBrowser(now, new Random()).get(0);
            IceServer expired = browsers.forBrowser(() -> now.instant().minusSeconds(90), new Random())
                    .get(0);

            try (SharedPortTransport own = transport(servers(relay, Coturn.SECRET));
                    SharedPortTransport browser = transport(servers(fresh, ""))) {
                assertThat(relayed(own)).isPresent();
                assertThat(relayed(browser)).isPresent();
            }
            try (SharedPortTransport late = transport(servers(expired, ""));
                    SharedPortTransport stranger = transport(servers(relay, "another secret"))) {
                assertThat(relayed(late)).isEmpty();
                assertThat(relayed(stranger)).isEmpty();
            }
        }
    }

    /** Killed, so that it forgets all; the viewer's NAT lets in only what it has sent to. */
    @Test
    void aViewerSurvivesItsRestart() throws Exception {
        try (Coturn coturn = new Coturn(folder);
                SharedPortTransport transport = transport(servers(IceServer.stun(coturn.url()), Coturn.SECRET))) {
            InetSocketAddress first = relayed(transport).orElseThrow();
            try (IceSession session = transport.open(listener);
                    TinyIceClient client =
                            new TinyIceClient(InetAddress.getLoopbackAddress(), first, session.localCredentials())) {
                session.start(TinyIceClient.CREDENTIALS);
                session.addRemoteCandidate("candidate:1 1 udp 1686052607 127.0.0.1 "
                        + client.address().getPort() + " typ srflx");
                pathOver(first, client);
                coturn.restart();

                InetSocketAddress second = anotherThan(first, transport);
                client.moveTo(second);
                pathOver(second, client);
                packets.clear();
                client.send(new byte[] {20, 8});
                assertThat(packets.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).containsExactly(20, 8);
            }
        }
    }

    private InetSocketAddress anotherThan(InetSocketAddress first, SharedPortTransport transport) throws Exception {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() - end < 0; ) {
            Optional<InetSocketAddress> now = relayed(transport);
            if (now.isPresent() && !now.get().equals(first)) {
                return now.get();
            }
            paths.poll(20, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("no other relayed address");
    }

    private void pathOver(InetSocketAddress local, TinyIceClient client) throws Exception {
        for (int i = 0; i < 200; i++) {
            client.check(true);
            MediaPath path = paths.poll(50, TimeUnit.MILLISECONDS);
            if (path != null && path.local().equals(local)) {
                return;
            }
        }
        throw new AssertionError("no path over " + local);
    }
}
