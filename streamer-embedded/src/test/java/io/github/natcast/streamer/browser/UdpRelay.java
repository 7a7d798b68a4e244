package io.github.natcast.streamer.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A relay that forwards UDP as a tunnel does: it receives datagrams at a public address and delivers them from a
 * separate local port for each sender. Its selector and tables are confined to its thread; any thread may change its
 * settings.
 */
public final class UdpRelay implements AutoCloseable {
    private final Selector selector;
    private final DatagramChannel front;
    private final Map<SocketAddress, DatagramChannel> backs = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    private final Thread thread;
    private volatile @Nullable InetSocketAddress target;
    private volatile int lostInterval = Integer.MAX_VALUE;
    private volatile boolean interrupted;
    private volatile boolean restarting;
    private int mediaToClients;

    public UdpRelay(InetAddress publicAddress) throws IOException {
        selector = Selector.open();
        front = DatagramChannel.open().bind(new InetSocketAddress(publicAddress, 0));
        front.configureBlocking(false);
        front.register(selector, SelectionKey.OP_READ);
        thread = new Thread(this::run, "udp-relay");
        thread.start();
    }

    public int port() throws IOException {
        return ((InetSocketAddress) front.getLocalAddress()).getPort();
    }

    /** Sets the target; datagrams that arrive earlier are lost. */
    public void deliverTo(InetSocketAddress server) {
        target = server;
    }

    /** Drops one in {@code packets} media packets to the clients. */
    public void loseOneOf(int packets) {
        lostInterval = packets;
    }

    /** Sets whether the relay drops all datagrams in both directions. */
    public void interrupt(boolean now) {
        interrupted = now;
    }

    /** Changes the local ports from which the clients' next datagrams reach the server. */
    void restart() {
        restarting = true;
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> {
                    try {
                        forward((DatagramChannel) key.channel(), (SocketAddress) key.attachment());
                    } catch (IOException e) {
                        key.cancel();
                    }
                });
                if (restarting) {
                    restarting = false;
                    forgetClients();
                }
            }
        } catch (IOException | RuntimeException e) {
            // Closed.
        }
    }

    private void forgetClients() throws IOException {
        for (DatagramChannel back : backs.values()) {
            back.close();
        }
        backs.clear();
    }

    private void forward(DatagramChannel from, @Nullable SocketAddress client) throws IOException {
        buffer.clear();
        SocketAddress sender = from.receive(buffer);
        InetSocketAddress server = target;
        if (sender == null || server == null || interrupted) {
            return;
        }
        buffer.flip();
        if (client == null) {
            back(sender).send(buffer, server);
        } else if (!isMedia(buffer) || ++mediaToClients % lostInterval != 0) {
            front.send(buffer, client);
        }
    }

    /** Whether a datagram is RTP or RTCP (RFC 7983 §7). */
    private static boolean isMedia(ByteBuffer datagram) {
        return datagram.hasRemaining() && (datagram.get(0) & 0xC0) == 0x80;
    }

    private DatagramChannel back(SocketAddress client) throws IOException {
        DatagramChannel known = backs.get(client);
        if (known != null) {
            return known;
        }
        DatagramChannel back = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        back.configureBlocking(false);
        back.register(selector, SelectionKey.OP_READ, client);
        backs.put(client, back);
        return back;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
