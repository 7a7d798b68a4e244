package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.egress.LoopbackReceiver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packet path makes no objects: what is allocated belongs to frames, calls and sender reports. */
class AllocationTest {
    /** One object per packet would be 16 bytes at least. */
    private static final int LEAST_OBJECT = 16;

    private static final int FRAMES = 50;

    private static final int VIEWERS = 100;

    @Test
    void allocatesNextToNothingPerPacket() throws Exception {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        assertThat(allocatedPerPacket(new NoEgress(), anywhere)).isLessThan(LEAST_OBJECT);
    }

    @Test
    void realSocketsAllocateNextToNothingEither() throws Exception {
        for (EgressSockets sockets : List.of(EgressSockets.plain(), EgressSockets.fastest())) {
            try (LoopbackReceiver viewer = LoopbackReceiver.bind("127.0.0.1");
                    MediaEgress egress = sockets.bind(LoopbackReceiver.freeAddress("127.0.0.1"), 1 << 20)) {
                assertThat(allocatedPerPacket(egress, viewer.address())).isLessThan(LEAST_OBJECT);
            }
        }
    }

    private static long allocatedPerPacket(MediaEgress egress, InetSocketAddress remote) throws IOException {
        BenchmarkStream stream = new BenchmarkStream(
                BenchmarkStream.Shape.TWO_MEGABITS,
                NoProtection::new,
                egress,
                LoopbackReceiver.freeAddress("127.0.0.1"),
                Collections.nCopies(VIEWERS, remote));
        stream.send(FRAMES);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long packets = stream.packets();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        stream.send(FRAMES);
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        return allocated / (stream.packets() - packets);
    }
}
