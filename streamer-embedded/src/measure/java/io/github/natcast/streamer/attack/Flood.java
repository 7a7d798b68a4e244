package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Datagrams at a rate from one socket, which never answers: what comes back must not be larger than what went out.
 * Confined to one thread.
 */
final class Flood implements AutoCloseable {
    static final int PER_SECOND = 50_000;

    private static final int SLOTS = 1_000;
    private static final String LARGEST = "bytes the largest answer";

    private final DatagramChannel channel;
    private final InetSocketAddress server;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    private final Tally tally;

    /** What is sent next. */
    @FunctionalInterface
    interface Packets {
        byte[] next(long number) throws IOException;
    }

    Flood(InetAddress from, InetSocketAddress server, Tally tally) throws IOException {
        this.channel = DatagramChannel.open().bind(new InetSocketAddress(from, 0));
        this.server = server;
        this.tally = tally;
        channel.configureBlocking(false);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** Sends at the rate as long as the machine keeps up, and reads what comes back. */
    void run(int perSecond, Deadline deadline, Packets packets) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long sent = 0;
        long bytes = 0;
        long least = Long.MAX_VALUE;
        while (!deadline.isOver()) {
            long due = Math.min((System.nanoTime() - begun) * perSecond / 1_000_000_000L, sent + SLOTS);
            while (sent < due) {
                byte[] packet = packets.next(sent++);
                buffer.clear().put(packet).flip();
                channel.send(buffer, server);
                bytes += packet.length;
                least = Math.min(least, packet.length);
            }
            read();
            Thread.sleep(1);
        }
        tally.add("packets sent", sent);
        tally.add("bytes sent", bytes);
        if (tally.of(LARGEST) > least) {
            tally.found("answers larger than questions");
        }
        tally.reached(sent * 1_000_000_000L / (System.nanoTime() - begun), perSecond);
    }

    void send(byte[] packet) throws IOException {
        channel.send(ByteBuffer.wrap(packet), server);
    }

    void read() throws IOException {
        buffer.clear();
        while (channel.receive(buffer) != null) {
            tally.count("answers");
            tally.add("bytes answered", buffer.position());
            tally.most(LARGEST, buffer.position());
            buffer.clear();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
