package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;

/**
 * To ice4j a UDP socket that reaches one TURN server; in truth a TCP connection to it, on which messages stand one
 * behind the other, ChannelData padded to four bytes (RFC 8656 §12.5). ice4j's own TCP puts a length before each
 * message (RFC 4571), which no TURN server understands. What is sent waits for a thread of its own, so that a server
 * which does not read holds up nobody. Thread-safe as a socket is.
 */
final class TurnTcpSocket extends DatagramSocket implements Carrier {
    /** What waits at most; what is beyond is lost, as on a network. */
    private static final int LARGEST_BACKLOG = 256 * 1024;

    /** At 2 Mbit/s, 65 ms: with more the connection is not writable, and what is not sent yet can be left out. */
    private static final int WRITABLE_BELOW = 16 * 1024;

    /** So that no long queue hides in the kernel. */
    private static final int SEND_BUFFER = 128 * 1024;

    private static final int STUN_HEADER = 20;

    private final Socket connection;
    private final InetSocketAddress server;
    private final DataInputStream input;
    private final OutputStream output;
    private final ByteRing ring = new ByteRing(LARGEST_BACKLOG);

    private TurnTcpSocket(Socket connection, InetSocketAddress server) throws IOException {
        super((SocketAddress) null);
        this.connection = connection;
        this.server = server;
        this.input = new DataInputStream(connection.getInputStream());
        this.output = connection.getOutputStream();
    }

    /** Connects; blocks for as long as that takes. */
    static TurnTcpSocket connect(InetSocketAddress server, Duration limit) throws IOException {
        Socket connection = new Socket();
        try {
            connection.setTcpNoDelay(true);
            connection.setSendBufferSize(SEND_BUFFER);
            connection.connect(server, Math.toIntExact(limit.toMillis()));
            TurnTcpSocket socket = new TurnTcpSocket(connection, server);
            ThreadFailures.logged().daemon("natcast-turn-tcp", socket::write).start();
            return socket;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void write() {
        byte[] chunk = new byte[WRITABLE_BELOW];
        try {
            for (int length = ring.take(chunk); length >= 0; length = ring.take(chunk)) {
                output.write(chunk, 0, length);
            }
        } catch (IOException e) {
            close(); // the server closed the connection: checks on it end, and consent expires
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void send(DatagramPacket packet) {
        int length = packet.getLength();
        boolean channel = length > 0 && ChannelData.isChannelData(packet.getData()[packet.getOffset()]);
        ring.offer(packet.getData(), packet.getOffset(), length, channel ? padding(length) : 0);
    }

    @Override
    public boolean carry(byte[] message, int length, MediaPath toServer) {
        return ring.offer(message, 0, length, padding(length));
    }

    private static int padding(int length) {
        return -length & 3;
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        byte[] buffer = packet.getData();
        try {
            input.readFully(buffer, 0, ChannelData.HEADER_LENGTH);
            int first = buffer[0] & 0xff;
            boolean stun = StunPacket.isStun(first);
            if (!stun && !ChannelData.isChannelData(first)) {
                throw new SocketException("the TURN server sent a byte " + first + " where a message begins");
            }
            int value = (buffer[2] & 0xff) << 8 | (buffer[3] & 0xff);
            int length = stun ? STUN_HEADER + value : ChannelData.HEADER_LENGTH + value;
            int padded = stun ? length : length + padding(length);
            if (padded > buffer.length) {
                throw new SocketException("the TURN server sent a message of " + padded + " bytes");
            }
            input.readFully(buffer, ChannelData.HEADER_LENGTH, padded - ChannelData.HEADER_LENGTH);
            packet.setLength(length);
            packet.setSocketAddress(server);
        } catch (IOException e) {
            close();
            throw e instanceof SocketException ? e : new SocketException("the TURN server closed the connection");
        }
    }

    @Override
    public InetAddress getLocalAddress() {
        return connection.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return connection.getLocalPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return connection.getLocalSocketAddress();
    }

    @Override
    public boolean isTcp() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return ring.waiting() < WRITABLE_BELOW;
    }

    @Override
    public long backlog() {
        return ring.waiting();
    }

    @Override
    public void close() {
        ring.close();
        try {
            connection.close();
        } catch (IOException e) {
            // Nothing is lost: it is no longer used.
        }
        super.close();
    }
}
