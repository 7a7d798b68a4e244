package io.github.natcast.streamer.internal.transport.probe;

import io.github.natcast.streamer.internal.transport.ice.Base;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;

/** A UDP socket that one thread sends from and waits at. Confined to that thread. */
public final class ProbeSocket implements Base, Path, AutoCloseable {
    /** The longest datagram of UDP over IPv4. */
    private static final int ROOM = 65_507;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final DatagramSocket socket;
    private final byte[] buffer = new byte[ROOM];

    /**
     * Opens a port.
     *
     * @param bind the address to send from; a wildcard address for that which the operating system takes
     */
    public ProbeSocket(InetAddress bind) throws IOException {
        socket = new DatagramSocket(0, bind);
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
        try {
            socket.send(new DatagramPacket(packet, offset, length, remote));
        } catch (IOException | IllegalArgumentException lost) {
            // As a packet that the network loses: whoever waits for the answer does not get it.
        }
    }

    @Override
    public void transmit(byte[] packet, InetSocketAddress remote) {
        send(packet, 0, packet.length, remote);
    }

    @Override
    public Optional<Datagram> receive(long waitNanos) throws IOException {
        if (waitNanos <= 0) {
            return Optional.empty();
        }
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout((int) Math.max(1, waitNanos / NANOS_PER_MILLI));
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException | PortUnreachableException nothing) {
            return Optional.empty();
        }
        return Optional.of(
                new Datagram(Arrays.copyOf(buffer, packet.getLength()), (InetSocketAddress) packet.getSocketAddress()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
