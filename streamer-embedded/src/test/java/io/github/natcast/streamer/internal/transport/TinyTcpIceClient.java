package io.github.natcast.streamer.internal.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The active side of ICE-TCP (RFC 6544), as small as a test needs it: sends checks, and answers the server's checks.
 */
public final class TinyTcpIceClient implements TinyPeer {
    public static final IceCredentials CREDENTIALS = TinyIceClient.CREDENTIALS;

    private final Random random = new Random(7);
    private final Socket socket;
    private final IceCredentials remote;
    private final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean reading = true;

    public TinyTcpIceClient(InetSocketAddress server, IceCredentials remote) throws IOException {
        this(new Socket(server.getAddress(), server.getPort()), remote);
    }

    /** From this address, with so many bytes of buffer for what is not read. */
    public TinyTcpIceClient(InetAddress from, InetSocketAddress server, IceCredentials remote, int receiveBuffer)
            throws IOException {
        this(connect(from, server, receiveBuffer), remote);
    }

    private TinyTcpIceClient(Socket socket, IceCredentials remote) throws IOException {
        this.socket = socket;
        this.remote = remote;
        socket.setTcpNoDelay(true);
        Thread thread = new Thread(this::receive, "tiny-tcp-ice-client");
        thread.setDaemon(true);
        thread.start();
    }

    private static Socket connect(InetAddress from, InetSocketAddress server, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(receiveBuffer);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(server);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void check(boolean nominate) throws IOException {
        checkWith(remote.password(), nominate);
    }

    public void checkWith(String password, boolean nominate) throws IOException {
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        String username = remote.usernameFragment() + ":" + CREDENTIALS.usernameFragment();
        send(TinyStun.request(transaction, username, password, nominate, 42));
    }

    @Override
    public void send(byte[] packet) throws IOException {
        sendAll(packet);
    }

    /** Sends the packets as frames in one write. */
    public void sendAll(byte[]... packets) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            frames.write(packet.length >>> 8);
            frames.write(packet.length);
            frames.write(packet);
        }
        sendRaw(frames.toByteArray());
    }

    public synchronized void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public boolean awaitAnswer(long millis) throws InterruptedException {
        return answered.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether the server closed the connection in time. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public byte @Nullable [] poll(long millis) throws InterruptedException {
        return packets.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** After the next packet nothing is read any more; the connection stays. */
    public void stopReading() {
        reading = false;
    }

    private void receive() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (reading) {
                byte[] packet = new byte[in.readUnsignedShort()];
                in.readFully(packet);
                if (!TinyStun.isStun(packet)) {
                    packets.add(packet);
                } else if (TinyStun.type(packet) == TinyStun.SUCCESS) {
                    answered.countDown();
                } else if (TinyStun.type(packet) == TinyStun.REQUEST) {
                    InetSocketAddress server = (InetSocketAddress) socket.getRemoteSocketAddress();
                    send(TinyStun.success(TinyStun.transaction(packet), server, CREDENTIALS.password()));
                }
            }
        } catch (EOFException | SocketException e) {
            ended.countDown();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
