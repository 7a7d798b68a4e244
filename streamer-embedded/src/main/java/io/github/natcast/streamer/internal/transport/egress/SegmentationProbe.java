package io.github.natcast.streamer.internal.transport.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.Optional;

/** Finds out whether UDP_SEGMENT works on this host: sends itself a run on loopback and looks at what arrives. */
final class SegmentationProbe {
    private static final int[] LENGTHS = {100, 100, 37};
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Loopback delivers within the call that sends; this is for overloaded hosts. */
    private static final long PATIENCE_MILLIS = 500;

    private SegmentationProbe() {}

    /** {@code reason} says why it works, or why not. */
    record Outcome(boolean works, String reason) {}

    private static final class Holder {
        static final Outcome OUTCOME = run();
    }

    /** The first call probes. */
    static Outcome ofThisHost() {
        return Holder.OUTCOME;
    }

    private static Outcome run() {
        try {
            return tryOut();
        } catch (LinkageError e) {
            return new Outcome(
                    false, "no native sockets: Netty's native transport is not on the class path (" + e + ")");
        }
    }

    private static Outcome tryOut() {
        Optional<String> unavailable = NativeSocket.unavailable();
        if (unavailable.isPresent()) {
            return new Outcome(false, "no native sockets: " + unavailable.get());
        }
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramChannel receiver = DatagramChannel.open().bind(any)) {
            receiver.configureBlocking(false);
            return run(receiver);
        } catch (IOException e) {
            return new Outcome(false, "the kernel refused a run on loopback: " + e.getMessage());
        }
    }

    private static Outcome run(DatagramChannel receiver) throws IOException {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NativeSocket sender = NativeSocket.bind(local, BUFFER_BYTES);
        try {
            sender.segmentLength(LENGTHS[0]);
            int total = Arrays.stream(LENGTHS).sum();
            ByteBuffer run = ByteBuffer.allocateDirect(total);
            if (!sender.send(run, total, (InetSocketAddress) receiver.getLocalAddress())) {
                return new Outcome(false, "the kernel had no room for a run on loopback");
            }
            for (int expected : LENGTHS) {
                int received = receive(receiver);
                if (received != expected) {
                    return new Outcome(
                            false, "of a run on loopback, " + received + " bytes arrived in place of " + expected);
                }
            }
            return new Outcome(true, "a run on loopback arrived in segments");
        } finally {
            sender.close();
        }
    }

    /** The length of the next datagram; -1 when none comes. */
    private static int receive(DatagramChannel receiver) throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(1000);
        if (receiver.receive(datagram) == null) {
            try (Selector selector = Selector.open()) {
                receiver.register(selector, SelectionKey.OP_READ);
                selector.select(PATIENCE_MILLIS);
            }
            if (receiver.receive(datagram) == null) {
                return -1;
            }
        }
        return datagram.position();
    }
}
