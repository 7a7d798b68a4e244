package io.github.natcast.streamer.internal.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The controlling side of ICE, as small as a test needs it: sends nominating checks, and answers the server's. */
public final class TinyIceClient implements TinyPeer {
    public static final IceCredentials CREDENTIALS = new IceCredentials("tiny", "tinytinytinytinytiny22");

    private final Random random = new Random();
    private volatile DatagramChannel channel;
    private volatile InetSocketAddress server;
    private final IceCredentials remote;
    private final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch wasChecked = new CountDownLatch(1);
    private volatile boolean answering = true;

    public TinyIceClient(InetAddress from, InetSocketAddress server, IceCredentials remote) throws IOException {
        this.server = server;
        this.remote = remote;
        this.channel = open(from);
    }

    private DatagramChannel open(InetAddress from) throws IOException {
        DatagramChannel opened = DatagramChannel.open().bind(new InetSocketAddress(from, 0));
        Thread thread = new Thread(() -> receive(opened), "tiny-ice-client");
        thread.setDaemon(true);
        thread.start();
        return opened;
    }

    /** Sends from another port from now on, as out of a tunnel that was restarted; checks nothing by itself. */
    @Override
    public void rebind() throws IOException {
        DatagramChannel before = channel;
        channel = open(address().getAddress());
        before.close();
    }

    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    public void check(boolean nominate) throws IOException {
        checkWith(remote.password(), nominate);
    }

    public void checkWith(String password, boolean nominate) throws IOException {
        checkAs(new IceCredentials(remote.usernameFragment(), password), nominate);
    }

    /** Checks another session of the server from the same address. */
    public void checkAs(IceCredentials other) throws IOException {
        checkAs(other, true);
    }

    private void checkAs(IceCredentials other, boolean nominate) throws IOException {
        send(request(other, nominate));
    }

    /** A nominating check, as it comes out of a tunnel that puts something in front. */
    public void checkBehind(byte[] header) throws IOException {
        byte[] request = request(remote, true);
        send(ByteBuffer.allocate(header.length + request.length)
                .put(header)
                .put(request)
                .array());
    }

    private byte[] request(IceCredentials other, boolean nominate) {
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        String username = other.usernameFragment() + ":" + CREDENTIALS.usernameFragment();
        return TinyStun.request(transaction, username, other.password(), nominate, 42);
    }

    @Override
    public void send(byte[] packet) throws IOException {
        channel.send(ByteBuffer.wrap(packet), server);
    }

    /** Sends to another candidate of the server from now on, answers included: a NAT would drop all others. */
    public void moveTo(InetSocketAddress candidate) {
        server = candidate;
    }

    /** From now on the server's checks stay unanswered, as when the viewer's process was killed. */
    public void stopAnswering() {
        answering = false;
    }

    /** Closes the socket, as a NAT does that forgets the mapping. */
    public void goAway() throws IOException {
        channel.close();
    }

    /** Whether a check of this client was answered in time. */
    public boolean awaitAnswer(long millis) throws InterruptedException {
        return answered.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether the server's own check came in time. */
    public boolean awaitServersCheck(long millis) throws InterruptedException {
        return wasChecked.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public byte @Nullable [] poll(long millis) throws InterruptedException {
        return packets.poll(millis, TimeUnit.MILLISECONDS);
    }

    private void receive(DatagramChannel from) {
        ByteBuffer buffer = ByteBuffer.allocate(2048);
        try {
            while (from.isOpen()) {
                buffer.clear();
                InetSocketAddress sender = (InetSocketAddress) from.receive(buffer);
                byte[] packet = new byte[buffer.flip().remaining()];
                buffer.get(packet);
                if (!TinyStun.isStun(packet)) {
                    packets.add(packet);
                } else if (TinyStun.type(packet) == TinyStun.SUCCESS) {
                    answered.countDown();
                } else if (TinyStun.type(packet) == TinyStun.REQUEST && answering) {
                    wasChecked.countDown();
                    send(TinyStun.success(TinyStun.transaction(packet), sender, CREDENTIALS.password()));
                }
            }
        } catch (AsynchronousCloseException e) {
            // close() was called.
        } catch (ClosedChannelException e) {
            // close() was called.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        goAway();
    }
}
