package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Addresses of this host that come and go; on Linux every address of 127.0.0.0/8 can be bound. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class ComingAndGoingTest {
    private static final long PATIENCE_MILLIS = 10_000;

    private final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
    private final IceSessionListener viewer = new IceSessionListener() {
        @Override
        public void onPath(MediaPath path) {
            paths.add(path);
        }

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {}

        @Override
        public void onFailed(String reason) {}
    };

    private volatile List<OwnAddress> host = List.of();

    private void has(String... addresses) {
        host = Stream.of(addresses)
                .map(address -> new OwnAddress(literal(address), 8))
                .toList();
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private SharedPortTransport transport(String bind) throws IOException {
        return SharedPortTransport.bind(
                literal(bind),
                0,
                1,
                EgressSockets.plain(),
                () -> host,
                address -> true,
                new Random(),
                ThreadFailures.logged(),
                new RefusalCounts(),
                bases -> Optional.empty());
    }

    private static List<String> bound(SharedPortTransport transport) {
        return transport.localAddresses().stream()
                .map(address -> address.getAddress().getHostAddress())
                .toList();
    }

    /** The receive thread closes a socket soon. */
    private static void awaitFree(InetSocketAddress address) throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                new DatagramSocket(address).close();
                return;
            } catch (BindException e) {
                if (i == 100) {
                    throw e;
                }
                Thread.sleep(10);
            }
        }
    }

    private MediaPath nextPath() throws InterruptedException {
        @Nullable MediaPath path = paths.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(path).isNotNull();
        return path;
    }

    @Test
    void anAddressThatAppearsServesViewersOnTheSamePort() throws Exception {
        has("127.0.0.1");
        List<List<String>> announced = new ArrayList<>();
        try (SharedPortTransport transport = transport("0.0.0.0");
                MediaEgress egress = transport.openEgress();
                IceSession session = transport.open(viewer)) {
            session.start(TinyIceClient.CREDENTIALS);
            transport.onCandidatesChanged(() -> announced.add(bound(transport)));
            transport.refresh();
            assertThat(announced).isEmpty();

            has("127.0.0.1", "127.0.0.2");
            transport.refresh();

            assertThat(announced).containsExactly(List.of("127.0.0.1", "127.0.0.2"));
            assertThat(transport.localCandidates()).hasSize(2);
            assertThat(transport.ownAddresses()).containsExactlyElementsOf(host);
            InetSocketAddress appeared = transport.localAddresses().get(1);
            assertThat(appeared.getPort())
                    .isEqualTo(transport.localAddresses().get(0).getPort());
            try (TinyIceClient client = new TinyIceClient(literal("127.0.0.1"), appeared, session.localCredentials())) {
                client.check(true);
                MediaPath path = nextPath();
                assertThat(path.local()).isEqualTo(appeared);
                byte[] media = new byte[1200];
                media[0] = (byte) 0x80;
                assertThat(egress.send(media, 0, media.length, path)).isTrue();
                assertThat(client.poll(PATIENCE_MILLIS)).isEqualTo(media);
            }
        }
    }

    @Test
    void anAddressThatVanishesIsLetGoAndItsViewerFindsAnother() throws Exception {
        has("127.0.0.1", "127.0.0.2");
        try (SharedPortTransport transport = transport("0.0.0.0");
                MediaEgress egress = transport.openEgress();
                IceSession session = transport.open(viewer)) {
            session.start(TinyIceClient.CREDENTIALS);
            InetSocketAddress stays = transport.localAddresses().get(0);
            InetSocketAddress vanishes = transport.localAddresses().get(1);
            MediaPath before;
            try (TinyIceClient client = new TinyIceClient(literal("127.0.0.1"), vanishes, session.localCredentials())) {
                client.check(true);
                before = nextPath();
                assertThat(before.local()).isEqualTo(vanishes);
            }

            has("127.0.0.1");
            transport.refresh();

            assertThat(bound(transport)).containsExactly("127.0.0.1");
            assertThat(transport.localCandidates()).hasSize(1);
            assertThat(egress.send(new byte[] {(byte) 0x80}, 0, 1, before)).isFalse();
            transport.refresh();
            awaitFree(vanishes);
            session.send(new byte[] {22}, 0, 1);
            try (TinyIceClient client = new TinyIceClient(literal("127.0.0.1"), stays, session.localCredentials())) {
                client.check(true);
                assertThat(nextPath().local()).isEqualTo(stays);
            }
        }
    }

    @Test
    void theLastAddressStays() throws Exception {
        has("127.0.0.1");
        try (SharedPortTransport transport = transport("0.0.0.0")) {
            has();
            transport.refresh();

            assertThat(bound(transport)).containsExactly("127.0.0.1");
        }
    }

    @Test
    void anAddressThatIsBoundByItselfStays() throws Exception {
        has("127.0.0.1", "127.0.0.2");
        try (SharedPortTransport transport = transport("127.0.0.2")) {
            assertThat(transport.ownAddresses()).containsExactly(host.get(1));
            has("127.0.0.1");
            transport.refresh();

            assertThat(bound(transport)).containsExactly("127.0.0.2");
        }
    }

    @Test
    void aPortThatIsTakenThereIsTriedAgain() throws Exception {
        has("127.0.0.1");
        try (SharedPortTransport transport = transport("0.0.0.0")) {
            int port = transport.localAddresses().get(0).getPort();
            has("127.0.0.1", "127.0.0.2");
            try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress("127.0.0.2", port))) {
                assertThat(taken.isBound()).isTrue();
                transport.refresh();
                assertThat(bound(transport)).containsExactly("127.0.0.1");
            }

            transport.refresh();

            assertThat(bound(transport)).containsExactly("127.0.0.1", "127.0.0.2");
        }
    }

    /** Whatever comes and goes: what is bound is what there is, and every socket that was let go is closed. */
    @Test
    void randomComingAndGoingLeavesNothingOpen() throws Exception {
        Random random = new Random(11);
        has("127.0.0.1");
        try (SharedPortTransport transport = transport("0.0.0.0")) {
            int port = transport.localAddresses().get(0).getPort();
            List<String> all = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4");
            for (int i = 0; i < 60; i++) {
                List<String> now =
                        all.stream().filter(address -> random.nextBoolean()).toList();
                has(now.toArray(String[]::new));
                List<String> wanted = now.isEmpty() ? bound(transport) : now;
                // A socket that was let go may be on its way to its end; in a program seconds are between.
                for (int j = 0; j < 1_000 && !bound(transport).equals(wanted); j++) {
                    transport.refresh();
                    LockSupport.parkNanos(100_000);
                }
                assertThat(bound(transport)).isEqualTo(wanted);
            }
            has("127.0.0.1");
            transport.refresh();
            transport.refresh();
            for (String address : all.subList(1, 4)) {
                awaitFree(new InetSocketAddress(address, port));
            }
        }
    }
}
