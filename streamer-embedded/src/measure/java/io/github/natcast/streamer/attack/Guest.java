package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.TinyPeer;
import io.github.natcast.streamer.internal.transport.TinyTcpIceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A viewer from an address of its own: WHEP, ICE, DTLS and SRTP are real. Confined to one thread. */
final class Guest implements AutoCloseable {
    /** Of TCP: small, so that what is not read soon waits at the server. */
    private static final int RECEIVE_BUFFER = 4096;

    private final InetAddress from;
    private final InetSocketAddress server;
    private final Session session;
    private final TinyPeer peer;
    private final TinyViewer viewer;

    private Guest(InetAddress from, InetSocketAddress server, Session session, TinyPeer peer, TinyViewer viewer) {
        this.from = from;
        this.server = server;
        this.session = session;
        this.peer = peer;
        this.viewer = viewer;
    }

    /** Returns once DTLS is done. */
    static Guest join(InetAddress from, InetSocketAddress server) throws IOException {
        Session session = Session.offer(from, server);
        return join(from, server, session, new TinyIceClient(from, session.udp(), session.credentials()));
    }

    /** The same over ICE-TCP. */
    static Guest joinByTcp(InetAddress from, InetSocketAddress server) throws IOException {
        Session session = Session.offer(from, server);
        return join(from, server, session, new TinyTcpIceClient(from, server, session.credentials(), RECEIVE_BUFFER));
    }

    private static Guest join(InetAddress from, InetSocketAddress server, Session session, TinyPeer peer)
            throws IOException {
        TinyViewer viewer = new TinyViewer(peer, Session.IDENTITY, session.fingerprint());
        try {
            viewer.join();
        } catch (IOException e) {
            viewer.close();
            throw e;
        }
        return new Guest(from, server, session, peer, viewer);
    }

    Session session() {
        return session;
    }

    TinyPeer peer() {
        return peer;
    }

    TinyViewer packets() {
        return viewer;
    }

    /** The SSRC of the first RTP packet that comes. */
    int mediaSource() throws IOException, InterruptedException {
        for (byte[] packet = viewer.nextProtected(); packet != null; packet = viewer.nextProtected()) {
            if (!TinyViewer.isRtcp(packet)) {
                return Bytes.get32(packet, 8);
            }
        }
        throw new IOException("no RTP packet came");
    }

    /** A viewer over TCP reads nothing after the next packet. */
    void stopReading() {
        if (peer instanceof TinyTcpIceClient tcp) {
            tcp.stopReading();
        }
    }

    /** Leaves by HTTP DELETE (WHEP). */
    void leave() throws IOException {
        Http.delete(from, server, session.resource());
        viewer.close();
    }

    /** Goes without a word. */
    @Override
    public void close() throws IOException {
        viewer.close();
    }
}
