package io.github.natcast.streamer.internal.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A STUN server on loopback that sees every client at one address, as behind a NAT. */
public final class TinyStunServer implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress mapped;
    private volatile @Nullable InetSocketAddress lastClient;

    public TinyStunServer(InetSocketAddress mapped) throws IOException {
        this.mapped = mapped;
        Thread thread = new Thread(this::answer, "tiny-stun-server");
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Where the last request came from. */
    public @Nullable InetSocketAddress lastClient() {
        return lastClient;
    }

    private void answer() {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        try {
            while (true) {
                socket.receive(packet);
                lastClient = (InetSocketAddress) packet.getSocketAddress();
                byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] answer = TinyStun.success(TinyStun.transaction(request), mapped, "unchecked");
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (SocketException e) {
            // close() was called.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
