package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.MediaBindException;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * One local address of the shared port: a channel that receives, and one socket per sender thread. All are bound to the
 * same address; of such sockets the one that is bound last receives, so nothing is bound after the channel.
 * Thread-safe.
 */
final class MediaSocket extends MediaBase implements AutoCloseable {
    /** Room for a key frame to each of some hundred viewers; the operating system may grant less. */
    private static final int BUFFER_BYTES = 4 << 20;

    private final InetSocketAddress address;
    private final List<MediaEgress> senders;
    private final DatagramChannel receiver;

    private MediaSocket(InetSocketAddress address, List<MediaEgress> senders, DatagramChannel receiver) {
        this.address = address;
        this.senders = senders;
        this.receiver = receiver;
    }

    /**
     * Binds one receiver and {@code senders} senders.
     *
     * @param port 0 for one that the operating system chooses
     * @param egress opens the senders
     * @throws MediaBindException if the address is not on this host or the port is taken, also by a program that would
     *     share it
     */
    static MediaSocket bind(InetAddress address, int port, int senders, EgressSockets egress)
            throws MediaBindException {
        InetSocketAddress wanted = new InetSocketAddress(address, port);
        List<MediaEgress> opened = new ArrayList<>();
        try {
            InetSocketAddress free = probe(wanted);
            for (int i = 0; i < senders; i++) {
                opened.add(egress.bind(free, BUFFER_BYTES));
            }
            return new MediaSocket(free, List.copyOf(opened), receiver(free));
        } catch (IOException e) {
            opened.forEach(MediaEgress::close);
            throw new MediaBindException(wanted, reason(wanted, e), e);
        }
    }

    private static DatagramChannel receiver(InetSocketAddress address) throws IOException {
        DatagramChannel channel = open(address.getAddress());
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.configureBlocking(false);
            return channel.bind(address);
        } catch (IOException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    // SO_REUSEADDR would share the port with another program that set it too; an exclusive bind does not.
    private static InetSocketAddress probe(InetSocketAddress wanted) throws IOException {
        try (DatagramChannel channel = open(wanted.getAddress())) {
            channel.bind(wanted);
            return (InetSocketAddress) channel.getLocalAddress();
        }
    }

    private static DatagramChannel open(InetAddress address) throws IOException {
        return DatagramChannel.open(
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    }

    private static String reason(InetSocketAddress wanted, IOException e) {
        if (!(e instanceof BindException)) {
            return "cannot be opened (" + e.getMessage() + ")";
        }
        return isOnThisHost(wanted.getAddress())
                ? "UDP port " + wanted.getPort()
                        + " is already in use; stop the program that holds it or choose another"
                : "no interface of this host has this address; choose one that has, or 0.0.0.0 for all";
    }

    static boolean isOnThisHost(InetAddress address) {
        try (DatagramChannel channel = open(address)) {
            channel.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    DatagramChannel receiver() {
        return receiver;
    }

    MediaEgress sender(int index) {
        return senders.get(index);
    }

    /** Sends STUN and DTLS through the channel that receives. A full buffer or an unreachable host loses the packet. */
    @Override
    public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
        try {
            receiver.send(ByteBuffer.wrap(packet, offset, length), remote);
        } catch (IOException | RuntimeException e) {
            // As on a network: STUN and DTLS send again, and consent expires when nothing arrives.
        }
    }

    @Override
    public void close() {
        senders.forEach(MediaEgress::close);
        closeQuietly(receiver);
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is lost: nobody uses it any more.
        }
    }
}
