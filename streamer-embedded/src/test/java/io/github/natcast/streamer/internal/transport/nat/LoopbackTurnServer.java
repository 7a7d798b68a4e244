package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Sent;
import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A TURN server on loopback for one client, which really relays, and only for permitted peers. */
public final class LoopbackTurnServer implements AutoCloseable {
    private final FakeTurnServer protocol = new FakeTurnServer();
    private final DatagramSocket toClient = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile DatagramSocket toPeers = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile @Nullable InetSocketAddress client;

    public LoopbackTurnServer() throws IOException {
        protocol.relayed = relayed();
        start(toClient, this::fromClient);
        start(toPeers, this::fromPeer);
    }

    /** Takes a packet. */
    private interface Handler {
        void handle(InetSocketAddress from, byte[] packet) throws IOException;
    }

    private static void start(DatagramSocket socket, Handler handler) {
        Thread thread = new Thread(() -> receive(socket, handler), "loopback-turn-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void receive(DatagramSocket socket, Handler handler) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (!socket.isClosed()) {
                packet.setLength(2048);
                socket.receive(packet);
                handler.handle(
                        (InetSocketAddress) packet.getSocketAddress(),
                        Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (SocketException e) {
            // close() was called.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets all, as when its process is started anew: the next allocation has another port. */
    public void restart() throws IOException {
        synchronized (protocol) {
            toPeers.close();
            toPeers = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            protocol.restart();
            protocol.relayed = relayed();
            start(toPeers, this::fromPeer);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) toClient.getLocalSocketAddress();
    }

    /** Where peers reach the client. */
    public InetSocketAddress relayed() {
        return (InetSocketAddress) toPeers.getLocalSocketAddress();
    }

    /** Whether the client has an allocation. */
    public boolean isAllocated() {
        synchronized (protocol) {
            return protocol.allocated;
        }
    }

    /** For how many peers the client has bound a channel. */
    public long channels() {
        synchronized (protocol) {
            return protocol.channels.size();
        }
    }

    private void fromClient(InetSocketAddress from, byte[] packet) throws IOException {
        synchronized (protocol) {
            if (ChannelData.isChannelData(packet[0])) {
                ByteBuffer data = ByteBuffer.wrap(packet);
                InetSocketAddress peer = protocol.channels.get((int) data.getShort());
                relay(peer, Arrays.copyOfRange(packet, 4, 4 + data.getShort()));
                return;
            }
            StunPacket stun = FakeNetwork.read(packet);
            if (stun.type() == Stun.SEND_INDICATION) {
                byte[] data = new byte[stun.attribute(Stun.DATA).orElseThrow().remaining()];
                stun.attribute(Stun.DATA).orElseThrow().get(data);
                relay(stun.xorAddress(Stun.XOR_PEER_ADDRESS).orElseThrow(), data);
            } else if (stun.type() == StunPacket.BINDING_REQUEST) {
                send(
                        toClient,
                        FakeNetwork.success(new Sent(0, new FakeNetwork().base("127.0.0.1"), from, packet), from),
                        from);
            } else {
                client = from;
                byte[] answer = protocol.answer(new Sent(0, new FakeNetwork().base("127.0.0.1"), from, packet));
                if (answer != null) {
                    send(toClient, answer, from);
                }
            }
        }
    }

    private void relay(@Nullable InetSocketAddress peer, byte[] data) throws IOException {
        if (peer != null && protocol.permissions.contains(peer.getAddress())) {
            send(toPeers, data, peer);
        }
    }

    private void fromPeer(InetSocketAddress peer, byte[] data) throws IOException {
        InetSocketAddress to = client;
        synchronized (protocol) {
            if (to == null || !protocol.permissions.contains(peer.getAddress())) {
                return;
            }
            for (Map.Entry<Integer, InetSocketAddress> channel : protocol.channels.entrySet()) {
                if (channel.getValue().equals(peer)) {
                    ByteBuffer wrapped = ByteBuffer.allocate(4 + data.length);
                    wrapped.putShort(channel.getKey().shortValue())
                            .putShort((short) data.length)
                            .put(data);
                    send(toClient, wrapped.array(), to);
                    return;
                }
            }
        }
        byte[] indication = new StunWriter(Stun.DATA_INDICATION, TransactionId.random(new Random()))
                .xorAddress(Stun.XOR_PEER_ADDRESS, peer)
                .attribute(Stun.DATA, data)
                .toBytes();
        send(toClient, indication, to);
    }

    private static void send(DatagramSocket socket, byte[] packet, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, to));
    }

    @Override
    public void close() {
        toClient.close();
        toPeers.close();
    }
}
