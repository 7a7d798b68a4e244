package io.github.natcast.streamer.internal.transport.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** A TCP connection on which packets go in frames (RFC 4571 §2), as ICE has it (RFC 6544). Confined to one thread. */
public final class TcpPath implements Path, AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Socket socket = new Socket();
    private final InetSocketAddress remote;

    /** Connects; blocks for {@code patience} at most. */
    public TcpPath(InetSocketAddress remote, Duration patience) throws IOException {
        this.remote = remote;
        try {
            socket.connect(remote, (int) patience.toMillis());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void transmit(byte[] packet, InetSocketAddress to) throws IOException {
        byte[] frame = new byte[2 + packet.length];
        frame[0] = (byte) (packet.length >> 8);
        frame[1] = (byte) packet.length;
        System.arraycopy(packet, 0, frame, 2, packet.length);
        new DataOutputStream(socket.getOutputStream()).write(frame);
    }

    /** A frame that has not come as a whole counts as none. */
    @Override
    public Optional<Datagram> receive(long waitNanos) throws IOException {
        socket.setSoTimeout((int) Math.max(1, waitNanos / NANOS_PER_MILLI));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            byte[] packet = new byte[in.readUnsignedShort()];
            in.readFully(packet);
            return Optional.of(new Datagram(packet, remote));
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
