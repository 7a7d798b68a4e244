package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;

/**
 * How much heap a viewer keeps on the packet path: stream, rate control and SRTP contexts, without ICE and DTLS. Sends
 * four seconds of video to 300 viewers, with and without adaptation, and prints what is alive for each, and of which
 * classes.
 */
public final class ViewerHeapMeasurement {
    private static final int VIEWERS = 300;
    private static final int FRAMES = 100;
    private static final int MOST_CLASSES = 8;

    private ViewerHeapMeasurement() {}

    public static void main(String[] arguments) throws InterruptedException {
        // What classes and pools take is not a viewer's.
        bytesPerViewer(BenchmarkStream.Shape.TWO_MEGABITS, true);
        for (BenchmarkStream.Shape shape : BenchmarkStream.Shape.values()) {
            for (boolean adapting : new boolean[] {false, true}) {
                System.out.printf(
                        "%-9s %-9s %6.1f kB a viewer%n",
                        shape, adapting ? "adapting" : "fixed", bytesPerViewer(shape, adapting) / 1000.0);
            }
        }
    }

    private static long bytesPerViewer(BenchmarkStream.Shape shape, boolean adapting) throws InterruptedException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        long[] used = new long[2];
        HeapHistogram[] histograms = new HeapHistogram[2];
        for (int i = 0; i < 2; i++) {
            BenchmarkStream stream = new BenchmarkStream(
                    shape,
                    () -> new SrtpSender(profile, new byte[profile.keyLength()], new byte[profile.saltLength()]),
                    new NoEgress(),
                    anywhere,
                    Collections.nCopies(1 + i * VIEWERS, anywhere),
                    adapting);
            try {
                stream.send(FRAMES);
                used[i] = live();
                histograms[i] = HeapHistogram.take();
            } finally {
                Reference.reachabilityFence(stream);
            }
        }
        histograms[1].printMore(histograms[0], VIEWERS, MOST_CLASSES);
        return (used[1] - used[0]) / VIEWERS;
    }

    private static long live() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
