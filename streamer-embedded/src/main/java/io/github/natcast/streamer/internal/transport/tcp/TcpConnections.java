package io.github.natcast.streamer.internal.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The connections of ICE-TCP: makes the handler of each, and bounds those that have not shown whose they are.
 * Thread-safe; listens nowhere itself.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the timer of a connection that is closed does nothing
public final class TcpConnections implements Supplier<ChannelHandler> {
    /** A check takes a round trip at most: so many at a time are an attack, or a thousand viewers a second. */
    static final int MOST_UNIDENTIFIED = 256;

    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The largest packet of a viewer, as on the UDP port. */
    private static final int LARGEST_PACKET = 2048;

    private final Executor receiveThread;
    private final Function<TcpConnection, TcpConnection.Receiver> receivers;
    private final Set<TcpConnection> unidentified = new LinkedHashSet<>();

    /** Of the receive thread. */
    private final byte[] packet = new byte[LARGEST_PACKET];

    /** @param receivers makes what takes the packets of a connection; on an event loop */
    public TcpConnections(Executor receiveThread, Function<TcpConnection, TcpConnection.Receiver> receivers) {
        this.receiveThread = receiveThread;
        this.receivers = receivers;
    }

    /** What handles one connection from its first check on. */
    @Override
    public ChannelHandler get() {
        return new Opening();
    }

    /** Becomes the connection once it knows the channel. */
    private final class Opening extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            TcpConnection connection = new TcpConnection(TcpConnections.this, ctx.channel());
            ctx.pipeline().replace(this, null, connection);
            opened(connection, ctx.channel());
        }
    }

    /** Who comes while too many are unidentified takes the place of the oldest: a real viewer is identified at once. */
    private void opened(TcpConnection connection, Channel channel) {
        TcpConnection oldest = null;
        synchronized (unidentified) {
            unidentified.add(connection);
            if (unidentified.size() > MOST_UNIDENTIFIED) {
                Iterator<TcpConnection> all = unidentified.iterator();
                oldest = all.next();
                all.remove();
            }
        }
        if (oldest != null) {
            oldest.close();
        }
        channel.eventLoop().schedule(() -> closeUnidentified(connection), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeUnidentified(TcpConnection connection) {
        boolean late;
        synchronized (unidentified) {
            late = unidentified.remove(connection);
        }
        if (late) {
            connection.close();
        }
    }

    /** It is no stranger any more, or no connection. */
    void forget(TcpConnection connection) {
        synchronized (unidentified) {
            unidentified.remove(connection);
        }
    }

    TcpConnection.Receiver receiver(TcpConnection connection) {
        return receivers.apply(connection);
    }

    Executor receiveThread() {
        return receiveThread;
    }

    byte[] packet() {
        return packet;
    }
}
