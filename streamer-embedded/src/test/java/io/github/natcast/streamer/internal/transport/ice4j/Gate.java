package io.github.natcast.streamer.internal.transport.ice4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A firewall on loopback before a UDP server: drops what comes from some addresses. For one other client. */
final class Gate implements AutoCloseable {
    private final DatagramSocket outside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile DatagramSocket inside = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile @Nullable InetSocketAddress client;

    /** @param dropped packets from here never arrive */
    Gate(InetSocketAddress server, List<InetSocketAddress> dropped) throws IOException {
        start(outside, packet -> {
            InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
            if (!dropped.contains(from)) {
                client = from;
                packet.setSocketAddress(server);
                inside.send(packet);
            }
        });
        start(inside, this::back);
    }

    private void back(DatagramPacket packet) throws IOException {
        InetSocketAddress to = client;
        if (to != null) {
            packet.setSocketAddress(to);
            outside.send(packet);
        }
    }

    /** From now on the server sees the client at another address, and reaches it at no former one. */
    void move() throws IOException {
        DatagramSocket former = inside;
        DatagramSocket moved = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        inside = moved;
        former.close();
        start(moved, this::back);
    }

    /** Sends a packet on. */
    private interface Handler {
        void handle(DatagramPacket packet) throws IOException;
    }

    private static void start(DatagramSocket socket, Handler handler) {
        Thread thread = new Thread(() -> receive(socket, handler), "gate");
        thread.setDaemon(true);
        thread.start();
    }

    private static void receive(DatagramSocket socket, Handler handler) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                socket.receive(packet);
                handler.handle(packet);
            }
        } catch (SocketException e) {
            // close() was called.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the client takes for the server. */
    String candidate() {
        return "candidate:1 1 udp 2130706431 127.0.0.1 " + outside.getLocalPort() + " typ host";
    }

    @Override
    public void close() {
        outside.close();
        inside.close();
    }
}
