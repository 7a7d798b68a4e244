package io.github.natcast.streamer.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tunnel that forwards one TCP port: the server sees every connection come from this host. Thread-safe. */
final class TcpRelay implements AutoCloseable {
    private final ServerSocket front;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile InetSocketAddress server = new InetSocketAddress(0);

    /** Leads nowhere until {@link #deliverTo}. */
    TcpRelay(InetAddress address) throws IOException {
        front = new ServerSocket(0, 50, address);
        start(this::accept);
    }

    TcpRelay(int targetPort) throws IOException {
        this(InetAddress.getLoopbackAddress());
        deliverTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
    }

    int port() {
        return front.getLocalPort();
    }

    void deliverTo(InetSocketAddress value) {
        server = value;
    }

    /** Ends every connection in good order, and goes on. */
    void interrupt() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Resets every connection: neither end hears a goodbye. */
    void restart() throws IOException {
        for (Socket socket : open) {
            reset(socket);
        }
        open.clear();
    }

    private static void reset(Socket socket) throws IOException {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException closed) {
            return; // by one of its ends
        }
        socket.close();
    }

    private void accept() throws IOException {
        while (!front.isClosed()) {
            Socket client = front.accept();
            Socket toServer = new Socket();
            open.add(client);
            open.add(toServer);
            toServer.connect(server);
            client.setTcpNoDelay(true);
            toServer.setTcpNoDelay(true);
            start(() -> copy(client, toServer));
            start(() -> copy(toServer, client));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        // The relay was closed or restarted, or one of the ends has gone.
                    }
                },
                "tcp-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        front.close();
        restart();
    }
}
