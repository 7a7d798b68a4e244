package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Makes a TURN server that knows UDP alone one for TCP (RFC 8656 §12.5), for one client; and may stop reading. */
public final class TurnTcpFront implements AutoCloseable {
    private static final int LARGEST = 4096;

    private final ServerSocket listener = new ServerSocket();
    private final DatagramSocket toServer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress server;
    private final CountDownLatch reads = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile @Nullable Socket client;

    public TurnTcpFront(InetSocketAddress server) throws IOException {
        this.server = server;
        listener.setReceiveBufferSize(4096);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::accept, "turn-tcp-front");
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Reads nothing more from the client. */
    public void hang() {
        hangs = true;
    }

    private void accept() {
        try (Socket accepted = listener.accept()) {
            client = accepted;
            OutputStream output = accepted.getOutputStream();
            Thread back = new Thread(() -> back(output), "turn-tcp-front-back");
            back.setDaemon(true);
            back.start();
            forth(new DataInputStream(accepted.getInputStream()));
        } catch (IOException e) {
            // Either side closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forth(DataInputStream input) throws IOException, InterruptedException {
        byte[] message = new byte[LARGEST];
        while (true) {
            if (hangs) {
                reads.await();
            }
            input.readFully(message, 0, 4);
            int value = (message[2] & 0xff) << 8 | (message[3] & 0xff);
            int length = StunPacket.isStun(message[0]) ? 20 + value : 4 + value;
            int padded = StunPacket.isStun(message[0]) ? length : (length + 3) & ~3;
            input.readFully(message, 4, padded - 4);
            toServer.send(new DatagramPacket(message, length, server));
        }
    }

    private void back(OutputStream output) {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            while (true) {
                packet.setLength(LARGEST);
                toServer.receive(packet);
                int length = packet.getLength();
                boolean channel = ChannelData.isChannelData(packet.getData()[0]);
                byte[] message = new byte[channel ? (length + 3) & ~3 : length];
                System.arraycopy(packet.getData(), 0, message, 0, length);
                output.write(message);
            }
        } catch (SocketException e) {
            // Either side closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        reads.countDown();
        listener.close();
        toServer.close();
        Socket accepted = client;
        if (accepted != null) {
            accepted.close();
        }
    }
}
