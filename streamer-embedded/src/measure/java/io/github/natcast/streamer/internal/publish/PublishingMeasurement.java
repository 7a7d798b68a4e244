package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prints what a publication costs this process against what a viewer costs it, at 25 frames of 10 kB a second over
 * loopback, and what five viewers miss beside a media server that takes packets no more. Only threads of the server's
 * side count: sender, receive, control, and ice4j's. The argument is for how many seconds each is measured, 10 by
 * default.
 */
final class PublishingMeasurement {
    private static final int FRAME_BYTES = 10_000;
    private static final int RECEIVERS = 10;
    private static final int PACKETS_A_FRAME = 9;
    private static final int FRAMES_A_SECOND = 25;
    private static final double MOST_RATIO = 1.5;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final DtlsServer engines = PublishingChannel.dtls();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
    private final int seconds;

    private PublishingMeasurement(int seconds) {
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        PublishingMeasurement measurement =
                new PublishingMeasurement(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10);
        measurement.publications(3); // what is loaded and compiled once is not counted
        measurement.viewers(3);
        double viewer = measurement.viewers(measurement.seconds);
        double publication = measurement.publications(measurement.seconds);
        System.out.printf(
                "a viewer %.2f ms of processor time a second, a publication %.2f ms: ratio %.2f (%.1f promised)%n",
                viewer, publication, publication / viewer, MOST_RATIO);
        measurement.besideAHangingTarget();
        measurement.engines.close();
        System.exit(0);
    }

    /** Milliseconds of processor time a second and viewer. */
    private double viewers(int measured) throws Exception {
        try (PublishingChannel channel = new PublishingChannel(FRAME_BYTES)) {
            Set<Long> own = ownThreads();
            List<CountingViewer> viewers = new ArrayList<>();
            for (int i = 0; i < RECEIVERS; i++) {
                viewers.add(CountingViewer.join(channel, identity));
            }
            double cost = cost(own, measured);
            for (CountingViewer viewer : viewers) {
                viewer.close();
            }
            return cost;
        }
    }

    /** Milliseconds of processor time a second and publication. */
    private double publications(int measured) throws Exception {
        try (PublishingChannel channel = new PublishingChannel(FRAME_BYTES)) {
            Set<Long> own = ownThreads();
            List<TestEngine> receiving = new ArrayList<>();
            for (int i = 0; i < RECEIVERS; i++) {
                TestEngine engine =
                        new TestEngine(engines, DtlsRole.CLIENT, channel.control, SrtpProfile.AEAD_AES_128_GCM);
                receiving.add(engine);
                HangingTargetTest.publish(channel, engine);
                // One after the other: both sides have few threads for handshakes here, and would wait for each other.
                if (engine.nextRtp() == null) {
                    throw new IllegalStateException("an engine is sent nothing");
                }
            }
            double cost = cost(own, measured);
            receiving.forEach(TestEngine::close);
            return cost;
        }
    }

    /** The channel's own, before there is any receiver. */
    private Set<Long> ownThreads() {
        Set<Long> own = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            if (name.equals("natcast-sender") || name.equals("natcast-receive") || name.equals("natcast-control")) {
                own.add(thread.getId());
            }
        }
        return own;
    }

    private static boolean isIce(String name) {
        return name.startsWith("IceConnector") || name.startsWith("ice4j.") || name.startsWith("natcast-turn");
    }

    private double cost(Set<Long> own, int measured) throws InterruptedException {
        Map<Long, Long> before = times(own);
        long began = System.nanoTime();
        Thread.sleep(measured * 1000L);
        long elapsed = System.nanoTime() - began;
        long spent = 0;
        for (Map.Entry<Long, Long> thread : times(own).entrySet()) {
            spent += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return 1000.0 * spent / elapsed / RECEIVERS;
    }

    private Map<Long, Long> times(Set<Long> own) {
        Map<Long, Long> times = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (own.contains(thread.getId()) || isIce(thread.getName())) {
                times.put(thread.getId(), Math.max(0, threads.getThreadCpuTime(thread.getId())));
            }
        }
        return times;
    }

    private void besideAHangingTarget() throws Exception {
        try (PublishingChannel channel = new PublishingChannel(FRAME_BYTES);
                TestEngine engine =
                        new TestEngine(engines, DtlsRole.CLIENT, channel.control, SrtpProfile.AEAD_AES_128_GCM)) {
            List<CountingViewer> viewers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                viewers.add(CountingViewer.join(channel, identity));
            }
            HangingTargetTest.publish(channel, engine);
            if (engine.nextRtp() == null) {
                throw new IllegalStateException("the engine is sent nothing");
            }
            engine.vanish();
            long missed = 0;
            int packets = PACKETS_A_FRAME * FRAMES_A_SECOND * seconds;
            for (CountingViewer viewer : viewers) {
                viewer.take(packets);
                missed += viewer.missed();
                viewer.close();
            }
            System.out.printf(
                    "beside a target that hangs, five viewers missed %d of %d packets%n", missed, 5 * packets);
        }
    }
}
