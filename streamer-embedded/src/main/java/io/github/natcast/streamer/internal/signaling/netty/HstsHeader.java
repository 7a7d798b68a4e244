package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;

/**
 * Tells browsers to come by HTTPS alone (RFC 6797 §6.1); not to be said without TLS (§7.2). Stands behind the codec,
 * through which responses pass last. Immutable.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the promise tells who wrote
final class HstsHeader extends ChannelOutboundHandlerAdapter {
    private final String value;

    HstsHeader(Duration age) {
        value = "max-age=" + age.toSeconds();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            response.headers().set("Strict-Transport-Security", value);
        }
        ctx.write(message, promise);
    }
}
