package io.github.natcast.streamer.internal.connection;

import com.sun.management.OperatingSystemMXBean;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Prints how long viewers take to connect over the loopback interface, the first one after the warm-up and many at
 * once, and what they cost and leave behind. The argument is how many join at once, 20 by default.
 */
final class JoinMeasurement {
    private static final int WARM_UPS = 5;
    private static final DtlsIdentity VIEWER = DtlsIdentity.generate(new SecureRandom(), Instant.now());

    private final DtlsServer dtls =
            new DtlsServer(DtlsIdentity.generate(new SecureRandom(), Instant.now()), 16, Duration.ofSeconds(20));
    private final ControlThread control = new ControlThread("control");
    private final SharedPortTransport transport;

    private JoinMeasurement() throws Exception {
        transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
    }

    public static void main(String[] arguments) throws Exception {
        int viewers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        new JoinMeasurement().measure(viewers);
    }

    private void measure(int viewers) throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            leave(join(1));
        }
        List<Call> first = join(1);
        System.out.printf("first viewer connected after %d ms%n", first.get(0).connectedMillis);
        leave(first);
        settle();
        System.out.println("before: " + holdings());

        List<Call> calls = join(viewers);
        long[] millis =
                calls.stream().mapToLong(call -> call.connectedMillis).sorted().toArray();
        System.out.printf(
                "%d at once: connected after p50 %d ms, p95 %d ms, all %d ms%n",
                viewers, millis[viewers / 2], millis[viewers * 95 / 100], millis[viewers - 1]);
        System.out.println("while they watch (their own sockets and threads included): " + holdings());
        long processor = processorNanos();
        TimeUnit.SECONDS.sleep(10);
        System.out.printf(
                "idle: %.3f ms of processor time per viewer and second, both sides%n",
                (processorNanos() - processor) / 1e6 / 10 / viewers);
        leave(calls);
        settle();
        System.out.println("after:  " + holdings());
        transport.close();
        dtls.close();
        control.close();
    }

    private List<Call> join(int viewers) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(viewers);
        List<Future<Call>> joining = new ArrayList<>();
        for (int i = 0; i < viewers; i++) {
            joining.add(people.submit(() -> new Call().join()));
        }
        List<Call> calls = new ArrayList<>();
        for (Future<Call> call : joining) {
            calls.add(call.get());
        }
        people.shutdown();
        return calls;
    }

    private static void leave(List<Call> calls) throws Exception {
        for (Call call : calls) {
            call.viewer.leave();
            call.ended.await();
            call.viewer.close();
        }
    }

    private static void settle() {
        for (String name : List.of("tiny", "pool", "natcast-dtls")) {
            Resources.awaitNoThreadsNamed(name, 10_000);
        }
    }

    private static String holdings() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return Resources.openFileDescriptors() + " file descriptors, " + Resources.threadsNamed("") + " threads, "
                + (runtime.totalMemory() - runtime.freeMemory()) / 1024 + " kB heap";
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private final class Call implements ViewerConnectionListener {
        private final long begun = System.nanoTime();
        private final CountDownLatch connected = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private final TinyViewer viewer;
        private volatile long connectedMillis;

        Call() throws Exception {
            ViewerConnection connection = new ViewerConnection(
                    transport,
                    dtls,
                    DtlsRole.SERVER,
                    Arrays.asList(VIEWER.fingerprint()),
                    ConnectionLimits.ofDefaults(),
                    control,
                    new ViewerTimeline(control::nanoTime),
                    this);
            connection.start(TinyIceClient.CREDENTIALS, false);
            viewer = new TinyViewer(
                    transport.localAddresses().get(0),
                    connection.localCredentials(),
                    VIEWER,
                    dtls.identity().fingerprint());
        }

        Call join() throws Exception {
            viewer.join();
            connected.await();
            return this;
        }

        @Override
        public RtcpConsumer onConnected(SrtpSender protector, MediaPath path) {
            connectedMillis = millisSince(begun);
            connected.countDown();
            return (buffer, offset, length) -> {};
        }

        @Override
        public void onPathChanged(MediaPath path) {}

        @Override
        public void onEnded(ConnectionEnd end) {
            ended.countDown();
        }
    }
}
