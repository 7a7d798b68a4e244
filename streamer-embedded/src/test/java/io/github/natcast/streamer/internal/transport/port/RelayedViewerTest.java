package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.IceServers;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.nat.LoopbackTurnServer;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.topology.IceServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A viewer that reaches this side only through an allocation on a TURN server. */
@Timeout(60)
final class RelayedViewerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
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

    private static SharedPortTransport transport(LoopbackTurnServer server) throws Exception {
        IceServer turn = IceServer.turn("turn:127.0.0.1:" + server.address().getPort(), "vtuser", "vtpass");
        NatSettings settings =
                new NatSettings(List.of(), new IceServers(List.of(), Optional.of(turn), Optional.empty()));
        return SharedPortTransport.bind(
                InetAddress.getLoopbackAddress(),
                0,
                1,
                EgressSockets.plain(),
                address -> true,
                new Random(),
                bases -> Optional.of(NatTraversal.start(settings, bases, new Random(), ThreadFailures.logged())));
    }

    @Test
    void checksPacketsAndMediaGoThroughTheRelayBothWays() throws Exception {
        try (LoopbackTurnServer server = new LoopbackTurnServer()) {
            try (SharedPortTransport transport = transport(server)) {
                transport.awaitCandidates(PATIENCE);
                try (IceSession session = transport.open(listener);
                        MediaEgress egress = transport.openEgress();
                        TinyIceClient client = new TinyIceClient(
                                InetAddress.getLoopbackAddress(), server.relayed(), session.localCredentials())) {
                    assertThat(session.localCandidates())
                            .anyMatch(candidate -> candidate.endsWith(
                                    "127.0.0.1 " + server.relayed().getPort() + " typ relay raddr 0.0.0.0 rport 9"));
                    session.start(TinyIceClient.CREDENTIALS);
                    MediaPath path = join(session, client);

                    assertThat(path.localType()).isEqualTo("relay");
                    assertThat(path.local()).isEqualTo(server.relayed());
                    assertThat(path.remote()).isEqualTo(client.address());
                    session.send(new byte[] {22, 1, 2}, 0, 3);
                    assertThat(client.poll(PATIENCE_MILLIS)).containsExactly(22, 1, 2);
                    client.send(new byte[] {20, 9});
                    assertThat(packets.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                            .containsExactly(20, 9);

                    byte[] media = new byte[1200];
                    media[0] = (byte) 0x80;
                    assertThat(sendWhenThereIsAChannel(egress, media, path)).isTrue();
                    assertThat(client.poll(PATIENCE_MILLIS)).isEqualTo(media);
                    client.send(new byte[] {20, 8});
                    assertThat(packets.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                            .containsExactly(20, 8);
                }
                assertThat(server.isAllocated()).isTrue();
            }
        }
    }

    /** The viewer is behind a NAT that lets nothing in but from where it sends to: it has to be told where. */
    @Test
    void aViewerSurvivesTheRestartOfTheTurnServer() throws Exception {
        try (LoopbackTurnServer server = new LoopbackTurnServer();
                SharedPortTransport transport = transport(server)) {
            transport.awaitCandidates(PATIENCE);
            try (IceSession session = transport.open(listener);
                    MediaEgress egress = transport.openEgress();
                    TinyIceClient client = new TinyIceClient(
                            InetAddress.getLoopbackAddress(), server.relayed(), session.localCredentials())) {
                session.start(TinyIceClient.CREDENTIALS);
                MediaPath before = join(session, client);
                server.restart();

                client.moveTo(server.relayed());
                MediaPath path = pathTo(server.relayed(), client);
                assertThat(path.remote()).isEqualTo(before.remote());
                client.send(new byte[] {20, 8});
                assertThat(packets.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).containsExactly(20, 8);
                byte[] media = new byte[1200];
                media[0] = (byte) 0x80;
                assertThat(sendWhenThereIsAChannel(egress, media, path)).isTrue();
                assertThat(client.poll(PATIENCE_MILLIS)).isEqualTo(media);
            }
        }
    }

    /** All ports of an address are permitted together. */
    @Test
    void aViewerThatComesFromEverNewPortsTakesFewChannels() throws Exception {
        try (LoopbackTurnServer server = new LoopbackTurnServer();
                SharedPortTransport transport = transport(server)) {
            transport.awaitCandidates(PATIENCE);
            try (IceSession session = transport.open(listener)) {
                session.start(TinyIceClient.CREDENTIALS);
                try (TinyIceClient first = client(server, session)) {
                    join(session, first);
                }
                for (int port = 0; port < 5; port++) {
                    try (TinyIceClient silent = client(server, session)) {
                        silent.stopAnswering();
                        silent.check(true);
                        assertThat(silent.awaitAnswer(PATIENCE_MILLIS)).isTrue();
                    }
                }
                assertThat(server.channels()).as("who only checks needs none").isEqualTo(1);

                for (int port = 0; port < ChannelShare.AT_ONCE + 4; port++) {
                    try (TinyIceClient next = client(server, session)) {
                        assertThat(pathTo(server.relayed(), next).remote()).isEqualTo(next.address());
                        next.check(true);
                    }
                }
                for (int i = 0; i < 100 && server.channels() < ChannelShare.AT_ONCE; i++) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                assertThat(server.channels()).isEqualTo(ChannelShare.AT_ONCE);
            }
        }
    }

    private static TinyIceClient client(LoopbackTurnServer server, IceSession session) throws Exception {
        return new TinyIceClient(InetAddress.getLoopbackAddress(), server.relayed(), session.localCredentials());
    }

    private MediaPath pathTo(InetSocketAddress local, TinyIceClient client) throws Exception {
        for (int i = 0; i < 100; i++) {
            client.check(true);
            MediaPath path = paths.poll(100, TimeUnit.MILLISECONDS);
            if (path != null && path.local().equals(local)) {
                return path;
            }
        }
        throw new AssertionError("no path over " + local);
    }

    /** The relay drops checks until the permission is there, as it does a browser's. */
    private MediaPath join(IceSession session, TinyIceClient client) throws Exception {
        session.addRemoteCandidate(
                "candidate:1 1 udp 1686052607 127.0.0.1 " + client.address().getPort() + " typ srflx");
        for (int i = 0; i < 100; i++) {
            client.check(true);
            MediaPath path = paths.poll(100, TimeUnit.MILLISECONDS);
            if (path != null) {
                return path;
            }
        }
        throw new AssertionError("no path within 10 s");
    }

    private static boolean sendWhenThereIsAChannel(MediaEgress egress, byte[] media, MediaPath path) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (egress.send(media, 0, media.length, path)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }
}
