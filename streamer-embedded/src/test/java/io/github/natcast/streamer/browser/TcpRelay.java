package io.github.natcast.streamer.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The TCP part of a tunnel, which breaks all its connections when it restarts. Thread-safe. */
final class TcpRelay implements AutoCloseable {
    private final ServerSocket front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final InetSocketAddress target;

    TcpRelay(int targetPort) throws IOException {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        start(this::accept);
    }

    int port() {
        return front.getLocalPort();
    }

    /** Resets every connection: neither end hears a goodbye. */
    void restart() throws IOException {
        for (Socket socket : sockets) {
            reset(socket);
        }
        sockets.clear();
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
            Socket server = new Socket();
            sockets.add(client);
            sockets.add(server);
            server.connect(target);
            start(() -> copy(client, server));
            start(() -> copy(server, client));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
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
