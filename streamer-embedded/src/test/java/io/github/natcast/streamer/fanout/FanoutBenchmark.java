package io.github.natcast.streamer.fanout;

import com.sun.management.ThreadMXBean;
import io.github.natcast.streamer.rtp.PacketSizes;
import io.github.natcast.streamer.rtp.PacketizedFrame;
import io.github.natcast.streamer.rtp.RtpClock;
import io.github.natcast.streamer.srtp.PacketProtector;
import io.github.natcast.streamer.srtp.SrtpProfile;
import io.github.natcast.streamer.srtp.SrtpSender;
import io.github.natcast.streamer.transport.MediaEgress;
import io.github.natcast.streamer.transport.MediaPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What one packet to one viewer costs a sender thread: CPU time and allocation, for each kind of protection and socket.
 *
 * <p>A stream of 2 Mbit/s at 25 frames per second, with a key frame of 70 packets every two seconds, goes to 100 viewers as
 * fast as one thread can. Prints a table.
 */
public final class FanoutBenchmark {
    private static final int VIEWERS = 100;
    private static final int KEY_PACKETS = 70;
    private static final int DELTA_PACKETS = 8;
    private static final int GROUP = 50;
    private static final long FRAME_NANOS = 40_000_000;
    private static final long RUN_NANOS = 3_000_000_000L;
    private static final int WARM_UP_FRAMES = 200;

    private FanoutBenchmark() {}

    /** Leaves everything as it is. */
    static final class NoProtection implements PacketProtector {
        @Override
        public int protectRtp(byte[] buffer, int offset, int length) {
            return length;
        }

        @Override
        public int protectRtcp(byte[] buffer, int offset, int length) {
            return length;
        }
    }

    static final class NoEgress implements MediaEgress {
        @Override
        public boolean send(byte[] packet, int offset, int length, MediaPath path) {
            return true;
        }

        @Override
        public void close() {}
    }

    /** One system call per packet, to ports of the loopback address that nobody reads. */
    private static final class LoopbackEgress implements MediaEgress {
        private final DatagramChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(1500);

        LoopbackEgress() {
            try {
                channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                channel.configureBlocking(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean send(byte[] packet, int offset, int length, MediaPath path) {
            try {
                return channel.send(buffer.clear().put(packet, offset, length).flip(), path.remote()) > 0;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static void main(String[] arguments) {
        System.out.printf(
                "%-12s %-10s %12s %14s %16s %12s%n",
                "protection", "socket", "packets", "us CPU/packet", "packets/CPU s", "bytes/packet");
        run("none", NoProtection::new, "none", new NoEgress());
        run("AES-128-GCM", () -> protector(SrtpProfile.AEAD_AES_128_GCM), "none", new NoEgress());
        run("CM-HMAC-80", () -> protector(SrtpProfile.AES128_CM_HMAC_SHA1_80), "none", new NoEgress());
        run("none", NoProtection::new, "loopback", new LoopbackEgress());
        run("AES-128-GCM", () -> protector(SrtpProfile.AEAD_AES_128_GCM), "loopback", new LoopbackEgress());
    }

    private static PacketProtector protector(SrtpProfile profile) {
        return new SrtpSender(profile, new byte[profile.keyLength()], new byte[profile.saltLength()]);
    }

    private static void run(
            String protection, Supplier<PacketProtector> protectors, String socket, MediaEgress egress) {
        Runner runner = new Runner(protectors, egress);
        runner.frames(WARM_UP_FRAMES);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long packetsBefore = runner.packets();
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        long cpuBefore = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - cpuBefore < RUN_NANOS) {
            runner.frames(GROUP);
        }
        long cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
        long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        long packets = runner.packets() - packetsBefore;
        System.out.printf(
                "%-12s %-10s %12d %14.2f %16d %12.1f%n",
                protection,
                socket,
                packets,
                cpu / 1e3 / packets,
                packets * 1_000_000_000 / cpu,
                (double) allocated / packets);
        egress.close();
    }

    /** A shard on this thread, its clock moved by hand. */
    static final class Runner {
        private final PacketizedFrame key = frame(KEY_PACKETS, true);
        private final PacketizedFrame delta = frame(DELTA_PACKETS, false);
        private final Shard shard;
        private final Broadcast broadcast;
        private final Outbound[] viewers = new Outbound[VIEWERS];
        private long now;
        private int count;

        Runner(Supplier<PacketProtector> protectors, MediaEgress egress) {
            FanoutSettings settings = FanoutSettings.ofDefaults();
            MediaClock clock = new MediaClock(() -> now, InstantSource.system());
            Random random = new Random(1);
            shard = new Shard(settings, clock, egress, random);
            broadcast = new Broadcast(frame -> key, RtpClock.VIDEO_RATE, () -> {}, clock, List.of(shard));
            InetAddress loopback = InetAddress.getLoopbackAddress();
            for (int i = 0; i < VIEWERS; i++) {
                viewers[i] = new Outbound(protectors.get(), failure -> {}, shard, settings, clock, random);
                viewers[i].stream(broadcast, new StreamParameters(1, 96, "benchmark"));
                viewers[i].path(new MediaPath(
                        new InetSocketAddress(loopback, 1),
                        new InetSocketAddress(loopback, 40_000 + i),
                        "host",
                        "prflx"));
            }
        }

        void frames(int frames) {
            for (int i = 0; i < frames; i++) {
                broadcast.send(count++ % GROUP == 0 ? key : delta);
                for (long end = now + FRAME_NANOS; now < end; now += Pacing.TICK_NANOS) {
                    shard.doWork();
                }
            }
        }

        long packets() {
            long packets = 0;
            for (Outbound viewer : viewers) {
                packets += viewer.stats().get(0).packetsSent();
            }
            return packets;
        }

        private static PacketizedFrame frame(int packets, boolean keyFrame) {
            PacketizedFrame.Builder builder = new PacketizedFrame.Builder(packets * PacketSizes.MAXIMUM_PAYLOAD);
            byte[] payload = new byte[PacketSizes.MAXIMUM_PAYLOAD];
            for (int i = 0; i < packets; i++) {
                builder.append(payload, 0, payload.length).endPayload();
            }
            return builder.build(keyFrame, 0);
        }
    }
}
