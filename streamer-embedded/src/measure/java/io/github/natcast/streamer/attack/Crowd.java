package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Many connections from many addresses that one thread holds. Confined to that thread. */
final class Crowd implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1_000;

    private final Victim.Target target;
    private final int size;
    private final Tally tally;
    private final List<SocketChannel> held = new ArrayList<>();
    private final ByteBuffer scrap = ByteBuffer.allocate(4096);
    private int opened;

    Crowd(Victim.Target target, int size, Tally tally) {
        this.target = target;
        this.size = size;
        this.tally = tally;
    }

    /** Opens what is missing, at most so many, and has each say something first. */
    void fill(int most, byte[] greeting) throws IOException {
        for (int i = 0; i < most && held.size() < size; i++) {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.bind(new InetSocketAddress(target.addresses().attacker(opened++), 0));
                channel.socket().connect(target.http(), CONNECT_MILLIS);
                channel.configureBlocking(false);
                channel.write(ByteBuffer.wrap(greeting));
                held.add(channel);
            } catch (IOException e) {
                channel.close();
                tally.count("connections refused");
                return;
            }
        }
        tally.most("connections held", held.size());
    }

    /** Says something on each of them, and lets go of those that the server has closed. */
    void say(byte[] more) throws IOException {
        for (Iterator<SocketChannel> each = held.iterator(); each.hasNext(); ) {
            SocketChannel channel = each.next();
            try {
                scrap.clear();
                boolean closed = channel.read(scrap) < 0;
                if (!closed) {
                    channel.write(ByteBuffer.wrap(more));
                    continue;
                }
            } catch (IOException reset) {
                // Closed as well.
            }
            channel.close();
            each.remove();
            tally.count("closed by the server");
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : held) {
            channel.close();
        }
    }
}
