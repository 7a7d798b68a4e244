package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.rate.FixedRate;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import io.github.natcast.streamer.internal.transport.egress.LoopbackReceiver;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A viewer cannot tell how packets left: sends the same frames through the whole loop on real sockets. */
@Timeout(60)
class WireTest {
    private static final int FRAMES = 60;

    @ParameterizedTest(name = "to {0}, seed {1}")
    @CsvSource({"127.0.0.1, 1", "127.0.0.1, 2", "127.0.0.1, 3", "::1, 4"})
    void segmentedAndPlainArriveAsTheSameBytesInTheSameOrder(String host, long seed) throws Exception {
        EgressSockets plain = EgressSockets.plain();
        EgressSockets fastest = EgressSockets.fastest();
        List<String> expected = received(plain, host, seed);
        List<String> arrived = received(fastest, host, seed);
        assertThat(expected).hasSizeGreaterThan(4 * FRAMES);
        assertThat(arrived).isEqualTo(expected);
        EgressStats stats = fastest.stats();
        assertThat(stats.packets()).isEqualTo(plain.stats().packets()).isEqualTo(expected.size());
        if (stats.segmented()) {
            assertThat(stats.calls()).isLessThan(plain.stats().calls() / 2);
            assertThat(stats.runPackets()).isGreaterThan(stats.packets() / 2);
        }
    }

    private static List<String> received(EgressSockets sockets, String host, long seed) throws Exception {
        try (LoopbackReceiver receiver = LoopbackReceiver.bind(host);
                MediaEgress egress = sockets.bind(LoopbackReceiver.freeAddress(host), 1 << 20)) {
            Random shapes = new Random(seed);
            Viewer viewer = new Viewer(egress, receiver.path());
            for (int i = 0; i < FRAMES; i++) {
                viewer.broadcast.send(frame(shapes, i % 20 == 0));
                for (int tick = 0; tick < 20; tick++) {
                    viewer.loop.doWork();
                    receiver.drain();
                    viewer.now += 2_000_000;
                }
            }
            return receiver.received(Math.toIntExact(sockets.stats().packets()));
        }
    }

    /** Slices of fragments, each slice ending as it comes; sometimes with small packets in front. */
    private static PacketizedFrame frame(Random shapes, boolean keyFrame) {
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(100_000);
        if (keyFrame || shapes.nextInt(4) == 0) {
            payload(builder, shapes, 1 + shapes.nextInt(60));
        }
        int full = 200 + shapes.nextInt(900);
        for (int slices = 1 + shapes.nextInt(3); slices > 0; slices--) {
            for (int fragments = shapes.nextInt(keyFrame ? 40 : 10); fragments > 0; fragments--) {
                payload(builder, shapes, full);
            }
            payload(builder, shapes, 1 + shapes.nextInt(full));
        }
        return builder.build(keyFrame, 0);
    }

    private static void payload(PacketizedFrame.Builder builder, Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        builder.append(bytes, 0, length).endPayload();
    }

    private static final class Viewer {
        final SenderLoop loop;
        final Broadcast broadcast;
        long now;

        Viewer(MediaEgress egress, MediaPath path) {
            FanoutSettings settings = FanoutSettings.ofDefaults();
            NtpClock clock = new NtpClock(() -> now, () -> FanoutFixture.WALL);
            loop = new SenderLoop(settings, clock, egress, new Random(5));
            broadcast = new Broadcast(FanoutFixture.PACKETIZER, RtpClock.VIDEO_RATE, () -> {}, clock, List.of(loop));
            ViewerSender sender = new ViewerSender(
                    new SrtpSender(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]),
                    new FixedRate(),
                    failure -> {
                        throw failure;
                    },
                    loop,
                    loop.egress(),
                    settings,
                    clock,
                    new Random(6),
                    new RefusalCounts());
            sender.stream(broadcast, FanoutFixture.parameters(), 65_500, 0);
            sender.path(path);
        }
    }
}
