package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import org.ice4j.socket.IceSocketWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an agent's socket. It sends through the shared port; it never receives, since the receive thread hands
 * messages to the agent directly. Owns no file descriptor. Thread-safe.
 */
final class AgentSocket extends IceSocketWrapper {
    private final MediaBase base;
    private final SentTransactions sent;
    private final Placeholder placeholder;
    private final CountDownLatch closed = new CountDownLatch(1);

    AgentSocket(MediaBase base, SentTransactions sent, Placeholder placeholder) {
        this.base = base;
        this.sent = sent;
        this.placeholder = placeholder;
    }

    @Override
    public void send(DatagramPacket packet) {
        InetSocketAddress remote = (InetSocketAddress) packet.getSocketAddress();
        if (base.flow(remote) == null) {
            // The viewer left this address long ago; ice4j would check it for ever.
            return;
        }
        StunPacket stun = new StunPacket();
        byte[] bytes = packet.getData();
        if (stun.read(bytes, packet.getLength()) && stun.type() == StunPacket.BINDING_REQUEST) {
            sent.add(stun.transactionHigh(), stun.transactionLow());
        }
        base.send(bytes, packet.getOffset(), packet.getLength(), remote);
    }

    /** Parks ice4j's reading thread until the agent is freed. */
    @Override
    public void receive(DatagramPacket packet) throws SocketException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SocketException("closed");
    }

    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public InetAddress getLocalAddress() {
        return base.address().getAddress();
    }

    @Override
    public int getLocalPort() {
        return base.address().getPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return base.address();
    }

    @Override
    public @Nullable Socket getTCPSocket() {
        return null;
    }

    /** ice4j asks it two things: whether this is UDP, and how large a buffer its reading thread needs. */
    @Override
    public DatagramSocket getUDPSocket() {
        return placeholder;
    }

    /**
     * Unbound; answers that it is UDP and needs hardly a buffer, since the reading threads never read. One per
     * transport.
     */
    static final class Placeholder extends DatagramSocket {

        Placeholder() throws SocketException {
            super((SocketAddress) null);
        }

        @Override
        public int getReceiveBufferSize() {
            return 1;
        }
    }
}
