package io.github.natcast.streamer.transport.ice4j;

import io.github.natcast.streamer.transport.stun.StunPacket;
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
 * fragment, once its password is verified; everything else by the remote address that passed a check. What fits neither
 * is dropped unanswered.
 */
final class ReceiveLoop implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReceiveLoop.class);
    private static final int LARGEST_DATAGRAM = 2048;

    /** Packets from one address before the others have their turn. */
    private static final int BATCH = 64;

    private final Selector selector;
    private final Map<String, Ice4jSession> sessions;
    private final StunResponses responses;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final byte[] packet = new byte[LARGEST_DATAGRAM];
    private final StunPacket stun = new StunPacket();

    /** Takes what answers no viewer's check but a request of another kind. */
    interface StunResponses {
        /** False when it is not one of those. */
        boolean take(MediaSocket socket, InetSocketAddress remote, StunPacket response);
    }

    /** {@code sessions}: by local username fragment; concurrent. */
    ReceiveLoop(List<MediaSocket> sockets, Map<String, Ice4jSession> sessions, StunResponses responses)
            throws IOException {
        this.selector = Selector.open();
        this.sessions = sessions;
        this.responses = responses;
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

    private void sort(MediaSocket socket, InetSocketAddress remote, int length) {
        if (length == 0) {
            return;
        }
        @Nullable Binding binding = socket.binding(remote);
        if (!StunPacket.isStun(packet[0])) {
            if (binding != null) {
                binding.session().onPacket(binding, packet, length);
            }
        } else if (stun.read(packet, length)) {
            if (stun.type() == StunPacket.BINDING_REQUEST) {
                check(socket, remote, binding, length);
            } else if (!responses.take(socket, remote, stun) && binding != null) {
                binding.session().onAnswer(binding, stun, packet, length);
            }
        }
    }

    // By fragment first: after an ICE restart, or a new page, the same address belongs to another session.
    private void check(MediaSocket socket, InetSocketAddress remote, @Nullable Binding known, int length) {
        String fragment = stun.receiverUfrag();
        Ice4jSession session = fragment == null ? null : sessions.get(fragment);
        if (session == null || !session.onAuthenticate(stun)) {
            return;
        }
        @Nullable
        Binding binding = known != null && known.session() == session ? known : session.onNewAddress(socket, remote);
        if (binding != null) {
            session.onCheck(binding, stun, packet, length);
        }
    }
}
