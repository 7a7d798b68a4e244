package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what viewers cost the server's process while they are connected: threads, descriptors and live heap, of ICE,
 * DTLS, SRTP keys and bookkeeping; no media. The argument is how many, 300 by default.
 */
final class HeldPerViewer {
    private static final int WARM_UP = 20;
    private static final int COLLECTIONS = 3;

    private final DtlsServer dtls =
            new DtlsServer(DtlsIdentity.generate(new SecureRandom(), Instant.now()), 4, Duration.ofSeconds(20));
    private final ControlThread control = new ControlThread("control");
    private final SharedPortTransport transport;
    private final List<ViewerConnection> connections = new ArrayList<>();

    private HeldPerViewer() throws Exception {
        transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
    }

    public static void main(String[] arguments) throws Exception {
        new HeldPerViewer().measure(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300);
    }

    private void measure(int viewers) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LightReceivers.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
                Writer orders = process.outputWriter(StandardCharsets.UTF_8)) {
            Fingerprint viewer = Fingerprint.parse(answers.readLine());
            orders.write(transport.localAddresses().get(0).getPort() + " "
                    + dtls.identity().fingerprint() + "\n");
            join(WARM_UP, viewer, orders, answers);
            long heap = print();
            join(viewers, viewer, orders, answers);
            long held = print() - heap;
            System.out.printf("%d viewers more: %.1f kB of live heap each%n", viewers, held / 1024.0 / viewers);
        } finally {
            process.destroy();
            transport.close();
            dtls.close();
            control.close();
        }
    }

    private void join(int viewers, Fingerprint viewer, Writer orders, BufferedReader answers) throws IOException {
        for (int i = 0; i < viewers; i++) {
            ViewerConnection connection = new ViewerConnection(
                    transport,
                    dtls,
                    DtlsRole.SERVER,
                    List.of(viewer),
                    ConnectionLimits.ofDefaults(),
                    control,
                    new ViewerTimeline(control::nanoTime),
                    new Listener());
            connection.start(TinyIceClient.CREDENTIALS, false);
            connections.add(connection);
            orders.write(connection.localCredentials().usernameFragment() + " "
                    + connection.localCredentials().password() + "\n");
            orders.flush();
            if (answers.readLine() == null) {
                throw new IOException("the viewers' process ended");
            }
        }
    }

    private static long print() throws InterruptedException {
        // Idle threads of pools end, and what they hold with them.
        Resources.awaitNoThreadsNamed("natcast-dtls", 15_000);
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                "%d threads, %d descriptors, %d kB of live heap%n",
                Resources.threadsNamed(""), Resources.openFileDescriptors(), heap / 1024);
        return heap;
    }

    private static final class Listener implements ViewerConnectionListener {
        @Override
        public RtcpConsumer onConnected(SrtpSender protector, MediaPath path) {
            return (buffer, offset, length) -> {};
        }

        @Override
        public void onPathChanged(MediaPath path) {}

        @Override
        public void onEnded(ConnectionEnd end) {
            System.out.println("a viewer ended: " + end);
        }
    }
}
