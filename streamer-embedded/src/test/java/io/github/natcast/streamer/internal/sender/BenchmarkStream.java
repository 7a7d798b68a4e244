package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.rate.AdaptiveRate;
import io.github.natcast.streamer.internal.rate.FixedRate;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Sends one stream of 25 frames per second to many viewers, in a sender loop on the caller's thread whose clock moves
 * by hand. Confined to one thread.
 */
final class BenchmarkStream {
    static final int GROUP = 50;
    private static final long FRAME_NANOS = 40_000_000;

    /**
     * How many packets a key frame has, which comes every two seconds, and any other frame. A frame's last packet is
     * half as long.
     */
    enum Shape {
        TWO_MEGABITS("2 Mbit/s", 70, 8),
        EIGHT_MEGABITS("8 Mbit/s", 280, 31);

        private final String text;
        private final int keyPackets;
        private final int deltaPackets;

        Shape(String text, int keyPackets, int deltaPackets) {
            this.text = text;
            this.keyPackets = keyPackets;
            this.deltaPackets = deltaPackets;
        }

        private long bitsPerSecond() {
            return 25L * 8 * deltaPackets * PacketSizes.MAXIMUM_PAYLOAD;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final PacketizedFrame key;
    private final PacketizedFrame delta;
    private final SenderLoop loop;
    private final Broadcast broadcast;
    private final List<ViewerSender> viewers = new ArrayList<>();
    private final boolean adapting;
    private final int[] reported;
    private long now;
    private int count;

    BenchmarkStream(
            Shape shape,
            Supplier<PacketProtector> protectors,
            MediaEgress egress,
            InetSocketAddress local,
            List<InetSocketAddress> remotes) {
        this(shape, protectors, egress, local, remotes, false);
    }

    /**
     * @param adapting whether each viewer has a retransmission stream and a rate control, which is told of each
     *     packet's arrival every 80 ms
     */
    BenchmarkStream(
            Shape shape,
            Supplier<PacketProtector> protectors,
            MediaEgress egress,
            InetSocketAddress local,
            List<InetSocketAddress> remotes,
            boolean adapting) {
        this.adapting = adapting;
        key = frame(shape.keyPackets, true);
        delta = frame(shape.deltaPackets, false);
        FanoutSettings settings = FanoutSettings.ofDefaults();
        NtpClock clock = new NtpClock(() -> now, InstantSource.system());
        Random random = new Random(1);
        loop = new SenderLoop(settings, clock, egress, random);
        broadcast = new Broadcast(frame -> key, RtpClock.VIDEO_RATE, () -> {}, clock, List.of(loop));
        VideoLadder ladder = VideoLadder.of(broadcast, shape.bitsPerSecond());
        reported = new int[remotes.size()];
        for (InetSocketAddress remote : remotes) {
            ViewerSender viewer = new ViewerSender(
                    protectors.get(),
                    adapting
                            ? new AdaptiveRate(ladder.rates(), new AdaptiveRate.Means(true, true), 0)
                            : new FixedRate(),
                    failure -> {
                        throw failure;
                    },
                    loop,
                    loop.egress(),
                    settings,
                    clock,
                    random,
                    new RefusalCounts());
            if (adapting) {
                viewer.video(ladder, adaptingParameters());
            } else {
                viewer.stream(broadcast, new StreamParameters(1, 96, "benchmark"));
            }
            viewer.path(new MediaPath(local, remote, "host", "prflx"));
            viewers.add(viewer);
        }
    }

    /** Sends as fast as this thread can. */
    void send(int frames) {
        for (int i = 0; i < frames; i++) {
            broadcast.send(count++ % GROUP == 0 ? key : delta);
            for (long end = now + FRAME_NANOS; now < end; now += Pacing.TICK_NANOS) {
                loop.doWork();
            }
            if (adapting && count % 2 == 0) {
                reportArrivals();
            }
        }
    }

    /** Of all packets since the last report, 10 ms after the last one was sent. */
    private void reportArrivals() {
        for (int i = 0; i < reported.length; i++) {
            ViewerSender viewer = viewers.get(i);
            int sent = (int) viewer.stats().get(0).packetsSent();
            int[] arrivals = new int[sent - reported[i]];
            Arrays.fill(arrivals, (int) (now % 64_000_000 / 250_000));
            long reference = now / 64_000_000 * 256;
            loop.offer(viewer, new TransportFeedback(1, 1, 0, reported[i] & 0xFFFF, reference, arrivals));
            reported[i] = sent;
        }
    }

    private static StreamParameters adaptingParameters() {
        return new StreamParameters(
                1,
                96,
                "benchmark",
                Map.of(HeaderExtension.TRANSPORT_SEQUENCE_NUMBER, 3),
                Optional.empty(),
                Optional.of(new StreamParameters.Retransmission(2, 97)));
    }

    long packets() {
        return viewers.stream()
                .mapToLong(viewer -> viewer.stats().get(0).packetsSent())
                .sum();
    }

    long packetsRefused() {
        return viewers.stream()
                .mapToLong(viewer -> viewer.stats().get(0).packetsRefused())
                .sum();
    }

    private static PacketizedFrame frame(int packets, boolean keyFrame) {
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(packets * PacketSizes.MAXIMUM_PAYLOAD);
        byte[] payload = new byte[PacketSizes.MAXIMUM_PAYLOAD];
        for (int i = 1; i < packets; i++) {
            builder.append(payload, 0, payload.length).endPayload();
        }
        builder.append(payload, 0, payload.length / 2).endPayload();
        return builder.build(keyFrame, 0);
    }
}
