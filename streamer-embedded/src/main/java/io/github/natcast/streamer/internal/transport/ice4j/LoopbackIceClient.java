package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.ice4j.StunException;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.message.Response;
import org.ice4j.security.CredentialsAuthority;
import org.ice4j.stack.StunStack;
import org.ice4j.stack.TransactionID;

/**
 * The controlling side of ICE with one check each way, for the warm-up and for tests. It is beside the transport since
 * no other package knows ice4j. Answers checks on a thread of its own until it is closed, and hands on every packet
 * that is not STUN.
 */
public final class LoopbackIceClient implements AutoCloseable {
    private static final long PRIORITY = 1_853_824_767;

    private static final String STREAM = "warm-up";

    private final StunStack stack = new StunStack();
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress server;
    private final Consumer<byte[]> packets;
    private final String sentUsername;
    private final String receivedUsername;

    /**
     * Opens a socket on loopback.
     *
     * @param packets takes every packet that is not STUN, on the client's thread
     */
    public LoopbackIceClient(
            InetSocketAddress server, IceCredentials local, IceCredentials remote, Consumer<byte[]> packets)
            throws IOException {
        this.server = server;
        this.packets = packets;
        this.sentUsername = remote.usernameFragment() + ":" + local.usernameFragment();
        this.receivedUsername = local.usernameFragment() + ":" + remote.usernameFragment();
        stack.getCredentialsManager().registerAuthority(new Passwords(local, remote));
        Threads.daemon("natcast-warmup", this::answer).start();
    }

    /** Sends a nominating check. */
    public void check() throws IOException {
        try {
            Request request = MessageFactory.createBindingRequest(PRIORITY, true, 1);
            request.setTransactionID(TransactionID.createNewTransactionID().getBytes());
            request.putAttribute(AttributeFactory.createUsernameAttribute(sentUsername));
            request.putAttribute(AttributeFactory.createUseCandidateAttribute());
            seal(request, sentUsername);
            send(request);
        } catch (StunException e) {
            throw new IOException("no STUN request: " + e.getMessage(), e);
        }
    }

    private void answer() {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                if (!StunPacket.isStun(packet.getData()[0])) {
                    packets.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
                } else if (Message.decode(packet.getData(), 0, packet.getLength()) instanceof Request request) {
                    Response response =
                            MessageFactory.createBindingResponse(request, new TransportAddress(server, Transport.UDP));
                    response.setTransactionID(request.getTransactionID());
                    seal(response, receivedUsername);
                    send(response);
                }
            } catch (IOException | StunException e) {
                // Closed, or lost: the server checks again.
            }
        }
    }

    private static void seal(Message message, String username) {
        MessageIntegrityAttribute integrity = AttributeFactory.createMessageIntegrityAttribute(username);
        integrity.setMedia(STREAM);
        message.putAttribute(integrity);
    }

    private void send(Message message) throws IOException {
        byte[] bytes = message.encode(stack);
        send(bytes, 0, bytes.length);
    }

    /** Sends a packet as it is. */
    public void send(byte[] packet, int offset, int length) throws IOException {
        socket.send(new DatagramPacket(packet, offset, length, server));
    }

    @Override
    public void close() {
        socket.close();
        stack.shutDown();
    }

    /** Gives both passwords to whoever asks: only this viewer's messages are sealed with them. */
    private record Passwords(IceCredentials local, IceCredentials remote) implements CredentialsAuthority {
        @Override
        public byte[] getLocalKey(String username) {
            return local.password().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] getRemoteKey(String username, String media) {
            return remote.password().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean checkLocalUserName(String username) {
            return true;
        }
    }
}
