package io.github.natcast.streamer.internal.sender;

import com.sun.management.ThreadMXBean;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.egress.LoopbackReceiver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What one packet to one viewer costs a sender thread: CPU time, allocation and system calls, for each kind of
 * protection and socket. One thread sends a stream to 100 viewers as fast as it can. Prints a table, and by how many
 * times segmented sending is cheaper than plain sending.
 *
 * <p>Sending to loopback costs more than sending to a network, since the sending thread delivers as well; that makes
 * the two ways look more alike. "unread" stands for ports that nobody has bound: the kernel delivers nothing and
 * answers with ICMP.
 */
public final class FanoutBenchmark {
    private static final int VIEWERS = 100;
    private static final long RUN_NANOS = 3_000_000_000L;
    private static final int WARM_UP_FRAMES = 200;
    private static final int BUFFER_BYTES = 4 << 20;

    private FanoutBenchmark() {}

    private record Protection(String text, Supplier<PacketProtector> protectors) {
        static final Protection NONE = new Protection("none", NoProtection::new);
        static final Protection GCM = of("AES-128-GCM", SrtpProfile.AEAD_AES_128_GCM);
        static final Protection CM = of("CM-HMAC-80", SrtpProfile.AES128_CM_HMAC_SHA1_80);

        private static Protection of(String text, SrtpProfile profile) {
            return new Protection(
                    text, () -> new SrtpSender(profile, new byte[profile.keyLength()], new byte[profile.saltLength()]));
        }
    }

    public static void main(String[] arguments) throws IOException {
        System.out.printf(
                "%-9s %-12s %-18s %10s %14s %14s %13s %10s%n",
                "stream",
                "protection",
                "socket",
                "packets",
                "us CPU/packet",
                "packets/CPU s",
                "bytes/packet",
                "per call");
        BenchmarkStream.Shape usual = BenchmarkStream.Shape.TWO_MEGABITS;
        List<InetSocketAddress> nobody = IntStream.range(0, VIEWERS)
                .mapToObj(i -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000 + i))
                .toList();
        for (Protection protection : List.of(Protection.NONE, Protection.GCM, Protection.CM)) {
            measure(usual, protection, "none", new NoEgress(), nobody, EgressSockets.plain(), false);
        }
        adapting(usual, nobody);
        compare(usual, Protection.NONE, "unread", nobody);
        compare(usual, Protection.GCM, "unread", nobody);
        try (LoopbackViewers viewers = new LoopbackViewers(VIEWERS)) {
            compare(usual, Protection.GCM, "read", viewers.addresses());
            compare(BenchmarkStream.Shape.EIGHT_MEGABITS, Protection.GCM, "read", viewers.addresses());
        }
    }

    /** What transport-wide feedback and rate control cost beside sending, at two numbers of viewers. */
    private static void adapting(BenchmarkStream.Shape shape, List<InetSocketAddress> nobody) throws IOException {
        for (int viewers : new int[] {VIEWERS, 4 * VIEWERS}) {
            List<InetSocketAddress> remotes = Collections.nCopies(viewers, nobody.get(0));
            for (EgressSockets sockets : List.of(EgressSockets.plain(), EgressSockets.fastest())) {
                double[] micros = new double[2];
                for (int way = 0; way < 2; way++) {
                    MediaEgress egress =
                            new SocketEgress(sockets.bind(LoopbackReceiver.freeAddress("127.0.0.1"), BUFFER_BYTES));
                    String name = viewers + (way == 0 ? ", fixed" : ", adapting");
                    micros[way] = measure(shape, Protection.GCM, name, egress, remotes, sockets, way == 1);
                }
                System.out.printf("adapting costs %.2f times as much%n", micros[1] / micros[0]);
            }
        }
    }

    private static void compare(
            BenchmarkStream.Shape shape, Protection protection, String read, List<InetSocketAddress> remotes)
            throws IOException {
        double plain = socket(shape, protection, "plain, " + read, remotes, EgressSockets.plain());
        EgressSockets fastest = EgressSockets.fastest();
        if (!fastest.stats().segmented()) {
            System.out.println("no segments on this host: " + fastest.stats().reason());
            return;
        }
        double segmented = socket(shape, protection, "segmented, " + read, remotes, fastest);
        System.out.printf("%-9s %-12s segmented is %.1f times cheaper%n", shape, protection.text, plain / segmented);
    }

    private static double socket(
            BenchmarkStream.Shape shape,
            Protection protection,
            String name,
            List<InetSocketAddress> remotes,
            EgressSockets sockets)
            throws IOException {
        MediaEgress egress = new SocketEgress(sockets.bind(LoopbackReceiver.freeAddress("127.0.0.1"), BUFFER_BYTES));
        return measure(shape, protection, name, egress, remotes, sockets, false);
    }

    private static double measure(
            BenchmarkStream.Shape shape,
            Protection protection,
            String socket,
            MediaEgress egress,
            List<InetSocketAddress> remotes,
            EgressSockets sockets,
            boolean adapting) {
        BenchmarkStream stream =
                new BenchmarkStream(shape, protection.protectors, egress, remotes.get(0), remotes, adapting);
        stream.send(WARM_UP_FRAMES);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long packetsBefore = stream.packets();
        long callsBefore = sockets.stats().calls();
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        long cpuBefore = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - cpuBefore < RUN_NANOS) {
            stream.send(BenchmarkStream.GROUP);
        }
        long cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
        long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        long packets = stream.packets() - packetsBefore;
        long calls = sockets.stats().calls() - callsBefore;
        double micros = cpu / 1e3 / packets;
        System.out.printf(
                "%-9s %-12s %-18s %10d %14.2f %14d %13.1f %10.1f%n",
                shape,
                protection.text,
                socket,
                packets,
                micros,
                packets * 1_000_000_000 / cpu,
                (double) allocated / packets,
                calls == 0 ? 0 : (double) packets / calls);
        if (stream.packetsRefused() > 0) {
            System.out.println(stream.packetsRefused() + " packets were not taken by the operating system");
        }
        egress.close();
        return micros;
    }
}
