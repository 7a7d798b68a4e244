package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.ice4j.MediaBase.Flow;
import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads the shared port, on all its addresses. It sorts packets (RFC 7983): a check by its username
 * fragment, once its password is verified; everything else by the remote address that passed a check. Anything else is
 * dropped without an answer.
 */
final class ReceiveLoop implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReceiveLoop.class);
    private static final int LARGEST_DATAGRAM = 2048;

    /** Packets read at one address before the others get their turn. */
    private static final int BATCH = 64;

    private final Selector selector;
    private final Map<String, Ice4jSession> sessions;
    private final ServerPackets serverPackets;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final byte[] packet = new byte[LARGEST_DATAGRAM];
    private final StunPacket stun = new StunPacket();

    /** Takes the packets of STUN and TURN servers. On the receive thread. */
    interface ServerPackets {
        /** Takes a response from a server; false when it answers a check toward a viewer. */
        boolean take(MediaBase base, InetSocketAddress remote, StunPacket response);

        /** The socket whose packets this TURN server wraps; null when the address is no TURN server. */
        @Nullable
        RelaySocket relayBehind(InetSocketAddress remote);
    }

    /** @param sessions by local username fragment; concurrent */
    ReceiveLoop(List<MediaSocket> sockets, Map<String, Ice4jSession> sessions, ServerPackets serverPackets)
            throws IOException {
        this.selector = Selector.open();
        this.sessions = sessions;
        this.serverPackets = serverPackets;
        for (MediaSocket socket : sockets) {
            socket.receiver().register(selector, SelectionKey.OP_READ, socket);
        }
    }

    @Override
    public void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::readSome);
            }
        } catch (ClosedSelectorException e) {
            // stop() was called.
        } catch (IOException e) {
            LOGGER.error("the media port cannot be read any more: {}", e.getMessage());
        }
    }

    void stop() {
        try {
            selector.close();
        } catch (IOException e) {
            LOGGER.debug("closing the selector", e);
        }
    }

    private void readSome(SelectionKey key) {
        MediaSocket socket = (MediaSocket) key.attachment();
        DatagramChannel channel = (DatagramChannel) key.channel();
        for (int i = 0; i < BATCH; i++) {
            try {
                datagram.clear();
                InetSocketAddress remote = (InetSocketAddress) channel.receive(datagram);
                if (remote == null) {
                    return;
                }
                int length = datagram.flip().remaining();
                datagram.get(packet, 0, length);
                sort(socket, remote, length);
            } catch (IOException e) {
                LOGGER.debug("receiving", e);
                return;
            } catch (RuntimeException e) {
                LOGGER.warn("a packet could not be handled and is dropped", e);
            }
        }
    }

    private void sort(MediaBase base, InetSocketAddress remote, int length) {
        if (length == 0) {
            return;
        }
        if (StunPacket.isStun(packet[0])) {
            if (stun.read(packet, length)) {
                sortStun(base, remote, length);
            }
        } else if (ChannelData.isChannelData(packet[0])) {
            unwrapChannel(base, remote, length);
        } else {
            @Nullable Flow flow = base.flow(remote);
            if (flow != null) {
                flow.session().onPacket(flow, packet, length);
            }
        }
    }

    private void sortStun(MediaBase base, InetSocketAddress remote, int length) {
        @Nullable Flow flow = base.flow(remote);
        if (stun.type() == StunPacket.BINDING_REQUEST) {
            check(base, remote, flow, length);
        } else if (stun.type() == Stun.DATA_INDICATION) {
            unwrapIndication(base, remote);
        } else if (!serverPackets.take(base, remote, stun) && flow != null) {
            flow.session().onAnswer(flow, stun, packet, length);
        }
    }

    private void unwrapChannel(MediaBase base, InetSocketAddress remote, int length) {
        @Nullable RelaySocket relay = relayBehind(base, remote);
        int dataLength = ChannelData.dataLength(packet, length);
        if (relay == null || dataLength == ChannelData.MALFORMED) {
            return;
        }
        @Nullable InetSocketAddress peer = relay.relay().peer(ChannelData.channel(packet));
        if (peer != null) {
            System.arraycopy(packet, ChannelData.HEADER_LENGTH, packet, 0, dataLength);
            sort(relay, peer, dataLength);
        }
    }

    /** RFC 8656 §11.4: comes before there is a channel. */
    private void unwrapIndication(MediaBase base, InetSocketAddress remote) {
        @Nullable RelaySocket relay = relayBehind(base, remote);
        @Nullable
        InetSocketAddress peer = stun.xorAddress(Stun.XOR_PEER_ADDRESS).orElse(null);
        @Nullable ByteBuffer data = stun.attribute(Stun.DATA).orElse(null);
        if (relay != null && peer != null && data != null) {
            int length = data.remaining();
            data.get(packet, 0, length);
            sort(relay, peer, length);
        }
    }

    /** A packet that came out of a relay is not unwrapped again. */
    private @Nullable RelaySocket relayBehind(MediaBase base, InetSocketAddress remote) {
        return base instanceof RelaySocket ? null : serverPackets.relayBehind(remote);
    }

    // By fragment first: after an ICE restart, or a new page, the same address belongs to another session.
    private void check(MediaBase base, InetSocketAddress remote, @Nullable Flow known, int length) {
        String fragment = stun.receiverUfrag();
        Ice4jSession session = fragment == null ? null : sessions.get(fragment);
        if (session == null || !session.onAuthenticate(stun)) {
            return;
        }
        @Nullable Flow flow = known != null && known.session() == session ? known : session.onNewAddress(base, remote);
        if (flow != null) {
            session.onCheck(flow, stun, packet, length);
        }
    }
}
