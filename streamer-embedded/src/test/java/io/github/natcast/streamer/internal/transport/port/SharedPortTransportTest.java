package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaBindException;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SharedPortTransportTest {
    private static final long PATIENCE_MILLIS = 10_000;

    /** Records what a session reports. */
    private static final class Recorder implements IceSessionListener {
        final BlockingQueue<InetSocketAddress> firstChecks = new LinkedBlockingQueue<>();
        final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
        final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
        final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

        @Override
        public void onFirstCheck(InetSocketAddress remote) {
            firstChecks.add(remote);
        }

        @Override
        public void onPath(MediaPath path) {
            paths.add(path);
        }

        /** The first byte of packets that fail. */
        volatile int failOn = -1;

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {
            if (buffer[offset] == failOn) {
                throw new StackOverflowError("a failure of this test");
            }
            packets.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void onFailed(String reason) {
            failures.add(reason);
        }

        MediaPath nextPath() throws InterruptedException {
            MediaPath path = paths.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(path).as("a path within %d ms", PATIENCE_MILLIS).isNotNull();
            return path;
        }
    }

    private static SharedPortTransport loopback(int senders) throws IOException {
        return SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, senders);
    }

    private static TinyIceClient client(SharedPortTransport transport, IceSession session) throws IOException {
        InetSocketAddress server = transport.localAddresses().get(0);
        return new TinyIceClient(server.getAddress(), server, session.localCredentials());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void viewerIsFoundAndPacketsGoBothWays(String host) throws Exception {
        Recorder recorder = new Recorder();
        try (SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getByName(host), 0, 2);
                IceSession session = transport.open(recorder);
                MediaEgress egress = transport.openEgress();
                TinyIceClient client = client(transport, session)) {
            session.start(TinyIceClient.CREDENTIALS);
            assertThat(session.path()).isEmpty();
            session.send(new byte[] {22, 1, 2}, 0, 3);
            assertThat(client.poll(50))
                    .as("nothing is sent before the viewer consents")
                    .isNull();

            client.check(true);
            MediaPath path = recorder.nextPath();

            assertThat(recorder.firstChecks).containsExactly(client.address());
            assertThat(path.remote()).isEqualTo(client.address());
            assertThat(path.local()).isEqualTo(transport.localAddresses().get(0));
            assertThat(session.path()).contains(path);
            assertThat(client.poll(PATIENCE_MILLIS)).as("the kept packet").containsExactly(22, 1, 2);

            byte[] media = new byte[1200];
            media[0] = (byte) 0x80;
            assertThat(egress.send(media, 0, media.length, path)).isTrue();
            assertThat(client.poll(PATIENCE_MILLIS)).isEqualTo(media);

            client.send(new byte[] {20, 9});
            assertThat(recorder.packets.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .containsExactly(20, 9);
        }
    }

    @Test
    void aPacketThatFailsWithAnErrorTakesNoOtherWithIt() throws Exception {
        ThreadFailures failures = new ThreadFailures(System::nanoTime, sentence -> {});
        Recorder recorder = new Recorder();
        recorder.failOn = 21;
        try (SharedPortTransport transport = SharedPortTransport.bind(
                        InetAddress.getLoopbackAddress(),
                        0,
                        1,
                        EgressSockets.plain(),
                        NatSettings.none(),
                        new Random(),
                        failures,
                        new RefusalCounts());
                IceSession session = transport.open(recorder);
                TinyIceClient client = client(transport, session)) {
            session.start(TinyIceClient.CREDENTIALS);
            client.check(true);
            recorder.nextPath();
            client.send(new byte[] {21, 1});
            client.send(new byte[] {20, 2});

            assertThat(recorder.packets.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .containsExactly(20, 2);
            assertThat(failures.reason().orElseThrow()).contains("natcast-receive", "a failure of this test");
        }
    }

    @Test
    void aViewerThatFloodsWithAuthenticChecksKeepsItsPathAndOthersFindTheirs() throws Exception {
        RefusalCounts refusals = new RefusalCounts();
        Recorder flooding = new Recorder();
        Recorder joining = new Recorder();
        try (SharedPortTransport transport = SharedPortTransport.bind(
                        InetAddress.getLoopbackAddress(),
                        0,
                        1,
                        EgressSockets.plain(),
                        NatSettings.none(),
                        new Random(),
                        ThreadFailures.logged(),
                        refusals);
                IceSession flooded = transport.open(flooding);
                IceSession other = transport.open(joining);
                TinyIceClient flood = client(transport, flooded);
                TinyIceClient honest = client(transport, other)) {
            flooded.start(TinyIceClient.CREDENTIALS);
            other.start(TinyIceClient.CREDENTIALS);
            flood.check(true);
            MediaPath path = flooding.nextPath();
            for (int i = 0; i < 2000; i++) {
                flood.check(true);
            }
            honest.check(true);

            assertThat(joining.nextPath().remote()).isEqualTo(honest.address());
            assertThat(flooded.path()).contains(path);
            assertThat(refusals.of(Refusal.CHECK_RATE)).isPositive();
        }
    }

    @Test
    void viewerThatChecksBeforeItsOfferWasHandledIsFoundToo() throws Exception {
        Recorder recorder = new Recorder();
        try (SharedPortTransport transport = loopback(1);
                IceSession session = transport.open(recorder);
                TinyIceClient client = client(transport, session)) {
            client.check(true);
            assertThat(client.awaitAnswer(PATIENCE_MILLIS)).isTrue();
            session.start(TinyIceClient.CREDENTIALS);

            assertThat(recorder.nextPath().remote()).isEqualTo(client.address());
        }
    }

    @Test
    void pathFollowsAViewerWhoseAddressChanges() throws Exception {
        Recorder recorder = new Recorder();
        try (SharedPortTransport transport = loopback(1);
                IceSession session = transport.open(recorder);
                TinyIceClient before = client(transport, session);
                TinyIceClient after = client(transport, session)) {
            session.start(TinyIceClient.CREDENTIALS);
            before.check(true);
            assertThat(recorder.nextPath().remote()).isEqualTo(before.address());
            before.goAway();

            after.check(true);

            assertThat(recorder.nextPath().remote()).isEqualTo(after.address());
            session.send(new byte[] {23}, 0, 1);
            assertThat(after.poll(PATIENCE_MILLIS)).containsExactly(23);
        }
    }

    @Test
    void viewerMayChangeItsAddressAgainAndAgain() throws Exception {
        Recorder recorder = new Recorder();
        try (SharedPortTransport transport = loopback(1);
                IceSession session = transport.open(recorder)) {
            session.start(TinyIceClient.CREDENTIALS);
            for (int i = 0; i < 20; i++) {
                try (TinyIceClient client = client(transport, session)) {
                    client.check(true);
                    assertThat(recorder.nextPath().remote()).isEqualTo(client.address());
                }
            }
        }
    }

    @Test
    void anAddressThatMovesToAnotherSessionBelongsToThatOne() throws Exception {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        try (SharedPortTransport transport = loopback(1);
                IceSession old = transport.open(first);
                IceSession current = transport.open(second);
                TinyIceClient client = client(transport, old)) {
            old.start(TinyIceClient.CREDENTIALS);
            current.start(TinyIceClient.CREDENTIALS);
            client.check(true);
            first.nextPath();

            client.checkAs(current.localCredentials());

            assertThat(second.nextPath().remote()).isEqualTo(client.address());
            client.send(new byte[] {21, 1});
            assertThat(second.packets.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .containsExactly(21, 1);
            assertThat(first.packets).isEmpty();
        }
    }

    @Test
    void wrongPasswordCostsNothingAndIsNotAnswered() throws Exception {
        Recorder recorder = new Recorder();
        try (SharedPortTransport transport = loopback(1);
                IceSession session = transport.open(recorder);
                TinyIceClient client = client(transport, session)) {
            session.start(TinyIceClient.CREDENTIALS);
            long threads = Thread.getAllStackTraces().size();

            for (int i = 0; i < 50; i++) {
                client.checkWith("not the password of anyone", true);
            }
            client.send(new byte[] {22, 1});

            assertThat(client.awaitAnswer(300)).isFalse();
            assertThat(recorder.firstChecks).isEmpty();
            assertThat(recorder.packets).isEmpty();
            assertThat(Thread.getAllStackTraces().size()).isLessThanOrEqualTo((int) threads + 1);
        }
    }

    @Test
    void consentIsProvedByAnswersOnly() throws Exception {
        Recorder recorder = new Recorder();
        try (SharedPortTransport transport = loopback(1);
                IceSession session = transport.open(recorder);
                TinyIceClient client = client(transport, session)) {
            long before = System.nanoTime();
            session.start(TinyIceClient.CREDENTIALS);
            long started = session.lastConsentNanos();
            assertThat(started).isBetween(before, System.nanoTime());
            client.check(true);
            recorder.nextPath();
            long proved = session.lastConsentNanos();
            assertThat(proved).isGreaterThan(started);

            client.stopAnswering();
            client.check(true);
            client.check(true);
            assertThat(client.awaitAnswer(PATIENCE_MILLIS)).isTrue();

            assertThat(session.lastConsentNanos()).isLessThan(proved + TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void closedSessionAnswersNoMore() throws Exception {
        Recorder recorder = new Recorder();
        try (SharedPortTransport transport = loopback(1)) {
            IceSession session = transport.open(recorder);
            session.start(TinyIceClient.CREDENTIALS);
            session.close();
            session.close();
            try (TinyIceClient client = client(transport, session)) {
                client.check(true);
                assertThat(client.awaitAnswer(300)).isFalse();
                session.send(new byte[] {20}, 0, 1);
            }
        }
    }

    @Test
    void wildcardBindsOnePortOnEveryAddressAndAdvertisesLoopbackOnlyWhenThereIsNothingElse() throws Exception {
        try (SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getByName("0.0.0.0"), 0, 1);
                IceSession session = transport.open(new Recorder())) {
            List<InetSocketAddress> bound = transport.localAddresses();

            assertThat(bound)
                    .extracting(InetSocketAddress::getPort)
                    .containsOnly(bound.get(0).getPort());
            assertThat(bound)
                    .extracting(address -> address.getAddress().getHostAddress())
                    .contains("127.0.0.1");
            boolean onlyLoopback =
                    bound.stream().allMatch(address -> address.getAddress().isLoopbackAddress());
            assertThat(session.localCandidates().stream().anyMatch(candidate -> candidate.contains(" 127.0.0.1 ")))
                    .isEqualTo(onlyLoopback);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPortInUseIsNamedAlsoWhenItsHolderWouldShareIt(boolean sharing) throws Exception {
        try (DatagramChannel holder = DatagramChannel.open()) {
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, sharing);
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) holder.getLocalAddress()).getPort();

            assertThatThrownBy(() -> SharedPortTransport.bind(InetAddress.getLoopbackAddress(), port, 1))
                    .isInstanceOf(MediaBindException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("already in use");
            assertThatThrownBy(() -> SharedPortTransport.bind(InetAddress.getByName("0.0.0.0"), port, 1))
                    .isInstanceOf(MediaBindException.class)
                    .hasMessageContaining("already in use");
        }
    }

    @Test
    void anAddressOfAnotherHostIsNamed() {
        assertThatThrownBy(() -> SharedPortTransport.bind(InetAddress.getByName("192.0.2.77"), 20_000, 1))
                .isInstanceOf(MediaBindException.class)
                .hasMessageContaining("192.0.2.77:20000")
                .hasMessageContaining("no interface of this host has this address");
    }

    @Test
    void portIsFreeAgainAfterClose() throws Exception {
        int port;
        try (SharedPortTransport transport = loopback(2)) {
            port = transport.localAddresses().get(0).getPort();
        }
        try (SharedPortTransport again = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), port, 2)) {
            assertThat(again.localAddresses().get(0).getPort()).isEqualTo(port);
        }
    }

    @Test
    void egressesAreAsManyAsAskedForAndComeBack() throws Exception {
        try (SharedPortTransport transport = loopback(2)) {
            List<MediaEgress> open = new ArrayList<>(List.of(transport.openEgress(), transport.openEgress()));
            assertThatThrownBy(transport::openEgress)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("all 2 egresses");
            open.remove(0).close();
            transport.openEgress();
        }
    }

    @Test
    void viewersCostNoFileDescriptorAndLeaveNoThread() throws Exception {
        Recorder recorder = new Recorder();
        try (SharedPortTransport transport = loopback(1)) {
            joinAndLeave(transport, recorder, 1);
            long descriptors = Resources.openFileDescriptors();

            joinAndLeave(transport, recorder, 50);

            assertThat(Resources.openFileDescriptors()).isLessThan(descriptors + Resources.LAZILY_OPENED);
        }
    }

    private static void joinAndLeave(SharedPortTransport transport, Recorder recorder, int viewers) throws Exception {
        List<TinyIceClient> clients = new ArrayList<>();
        List<IceSession> sessions = new ArrayList<>();
        for (int i = 0; i < viewers; i++) {
            IceSession session = transport.open(recorder);
            session.start(TinyIceClient.CREDENTIALS);
            sessions.add(session);
            TinyIceClient client = client(transport, session);
            clients.add(client);
            client.check(true);
        }
        long before = Resources.openFileDescriptors();
        for (int i = 0; i < viewers; i++) {
            recorder.nextPath();
        }
        assertThat(Resources.threadsNamed("natcast")).as("while they watch").isEqualTo(1);
        assertThat(Resources.openFileDescriptors()).as("while they watch").isLessThan(before + Resources.LAZILY_OPENED);
        for (int i = 0; i < viewers; i++) {
            sessions.get(i).close();
            clients.get(i).goAway();
        }
        // Its thread frees a client's socket.
        Resources.awaitNoThreadsNamed("tiny-ice-client", 5_000);
    }

    @Test
    void aSessionIsStartedOnce() throws Exception {
        try (SharedPortTransport transport = loopback(1);
                IceSession session = transport.open(new Recorder())) {
            session.start(TinyIceClient.CREDENTIALS);
            assertThatThrownBy(() -> session.start(new IceCredentials("abcd", "0123456789012345678901")))
                    .hasMessageContaining("started before");
        }
    }
}
