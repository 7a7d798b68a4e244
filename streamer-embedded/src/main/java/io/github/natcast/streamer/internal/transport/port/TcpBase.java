package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice.CandidateKind;
import io.github.natcast.streamer.internal.transport.ice.CandidatePair;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.tcp.TcpConnection;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * A TCP connection that a viewer opened, as a base like the others: it has one pair, and lives as long as that.
 * Confined as they are.
 */
final class TcpBase extends MediaBase implements TcpConnection.Receiver {
    private final TcpConnection connection;
    private final ReceiveLoop loop;
    private final Map<MediaPath, TcpConnection> connections;

    /** @param connections for the sender threads, which know a path only; concurrent */
    TcpBase(TcpConnection connection, ReceiveLoop loop, Map<MediaPath, TcpConnection> connections) {
        this.connection = connection;
        this.loop = loop;
        this.connections = connections;
    }

    @Override
    public InetSocketAddress address() {
        return connection.local();
    }

    @Override
    public CandidateKind kind() {
        return CandidateKind.PASSIVE_TCP;
    }

    @Override
    public boolean isTcp() {
        return true;
    }

    @Override
    public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
        connection.send(packet, offset, length);
    }

    @Override
    public void onPacket(byte[] packet, int length) {
        loop.receive(this, connection.remote(), packet, length);
    }

    @Override
    public void onClosed() {
        Flow known = flow(connection.remote());
        if (known != null) {
            known.session().onClosed(this);
        }
    }

    /** Nobody comes here by mistake: whoever does not know a password is disconnected. */
    @Override
    void refuse(StunPacket check, InetSocketAddress remote, Refusals refusals, long nowNanos) {
        connection.close();
    }

    @Override
    void addFlow(SharedPortSession session, CandidatePair pair) {
        if (flow(pair.remote()) == null) {
            connection.identified();
        }
        super.addFlow(session, pair);
        connections.put(pair.path(), connection);
    }

    @Override
    void removeFlow(CandidatePair pair) {
        boolean known = flow(pair.remote()) != null;
        super.removeFlow(pair);
        if (known && flow(pair.remote()) == null) {
            connections.remove(pair.path(), connection);
            connection.close();
        }
    }
}
