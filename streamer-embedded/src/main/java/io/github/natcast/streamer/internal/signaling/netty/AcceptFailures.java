package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits when no connection can be accepted, as when the process has no descriptor left, and makes room: idle
 * connections are closed. Trying again at once would keep a thread busy, and Netty would log each time. Thread-safe.
 */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // a timer is nothing to wait for
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(AcceptFailures.class);
    private static final int PAUSE_MILLIS = 100;
    private static final int CLOSED_AT_ONCE = 32;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final ConnectionPlaces places;
    private final LongSupplier nanoTime;
    private final AtomicLong silent = new AtomicLong();
    private final AtomicLong quietUntil;

    AcceptFailures(ConnectionPlaces places, LongSupplier nanoTime) {
        this.places = places;
        this.nanoTime = nanoTime;
        quietUntil = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        places.limits().refusals().count(Refusal.CONNECTIONS);
        ctx.channel().config().setAutoRead(false);
        for (int i = 0; i < CLOSED_AT_ONCE && places.idle().closeOldest(); i++) {}
        ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        long now = nanoTime.getAsLong();
        long quiet = quietUntil.get();
        if (now - quiet >= 0 && quietUntil.compareAndSet(quiet, now + MINUTE_NANOS)) {
            LOGGER.warn(
                    "connections to {} cannot be accepted now ({} more times since this was last said): {}",
                    ctx.channel().localAddress(),
                    silent.getAndSet(0),
                    cause.toString());
        } else {
            silent.incrementAndGet();
        }
    }
}
