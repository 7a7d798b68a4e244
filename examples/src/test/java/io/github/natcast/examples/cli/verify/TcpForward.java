package io.github.natcast.examples.cli.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Leads one TCP port to another, as a tunnel does: takes each connection, and ends it when nobody is behind. */
final class TcpForward implements AutoCloseable {
    private static final InetAddress LOOPBACK = LoopbackDeployment.LOOPBACK;

    private final ServerSocket listening;
    private final int to;
    private final byte[] header;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    TcpForward(int from, int to) throws IOException {
        this(from, to, new byte[0]);
    }

    /** @param header that each connection to the other port begins with */
    TcpForward(int from, int to, byte[] header) throws IOException {
        this.to = to;
        this.header = header.clone();
        listening = new ServerSocket(from, 20, LOOPBACK);
        threads.execute(this::accept);
    }

    boolean isOpen() {
        return !listening.isClosed();
    }

    private void accept() {
        try {
            while (true) {
                Socket outside = listening.accept();
                threads.execute(() -> join(outside));
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    private void join(Socket outside) {
        try (outside;
                Socket inside = new Socket(LOOPBACK, to)) {
            inside.getOutputStream().write(header);
            threads.execute(() -> pump(inside, outside));
            pump(outside, inside);
        } catch (IOException nobody) {
            // The connection is ended.
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            // By either side.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
