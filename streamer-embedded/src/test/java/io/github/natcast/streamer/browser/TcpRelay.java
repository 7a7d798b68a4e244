package io.github.natcast.streamer.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tunnel that forwards one TCP port: the server sees every connection come from this host. */
final class TcpRelay implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile InetSocketAddress server = new InetSocketAddress(0);

    TcpRelay(InetAddress address) throws IOException {
        listening = new ServerSocket(0, 50, address);
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void deliverTo(InetSocketAddress value) {
        server = value;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                Socket toServer = new Socket(server.getAddress(), server.getPort());
                open.add(toServer);
                client.setTcpNoDelay(true);
                toServer.setTcpNoDelay(true);
                start(() -> copy(client, toServer));
                start(() -> copy(toServer, client));
            }
        } catch (IOException e) {
            // close() was called.
        }
    }

    private static void copy(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // Either end closed the connection.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tcp-relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends every connection, as a tunnel does that restarts, and goes on. */
    void interrupt() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        interrupt();
    }
}
