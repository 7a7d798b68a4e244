package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;

/** What TLS adds to a connection of HTTP. Stateless. */
final class TlsHandlers {
    private TlsHandlers() {}

    /** Whether what this pipeline hears was encrypted. */
    static boolean isSecure(ChannelPipeline pipeline) {
        return pipeline.get(SslHandler.class) != null;
    }
}
