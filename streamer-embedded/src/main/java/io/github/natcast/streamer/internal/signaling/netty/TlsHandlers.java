package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.tls.ServerTls;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;

/**
 * Puts TLS before HTTP. The signatures of handshakes are made on {@linkplain HandshakeThreads threads of their own}: a
 * flood of handshakes makes others of its kind wait, and no viewer that is there already. Thread-safe.
 */
final class TlsHandlers implements AutoCloseable {
    /** A browser takes three round trips; one that stalls holds its connection for no longer. */
    static final long HANDSHAKE_MILLIS = 10_000;

    private final ServerTls tls;
    private final HandshakeThreads threads;

    /** @param failures is told of tasks that fail */
    TlsHandlers(ServerTls tls, ThreadFailures failures) {
        this.tls = tls;
        this.threads = new HandshakeThreads(failures);
    }

    /** Whether what this pipeline hears was encrypted. */
    static boolean isSecure(ChannelPipeline pipeline) {
        return pipeline.get(SslHandler.class) != null;
    }

    void addTo(ChannelPipeline pipeline) {
        SslHandler handler = new SslHandler(tls.engine(), threads.of(pipeline.channel()));
        handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
        pipeline.addLast(handler);
    }

    /** Comes behind the codec. */
    void addHstsTo(ChannelPipeline pipeline) {
        tls.hsts().ifPresent(age -> pipeline.addLast(new HstsHeader(age)));
    }

    /** Takes new files, if there are some; on a thread that may wait for a disk. */
    void look() {
        tls.look();
    }

    /** How many connections wait for what their handshakes need. */
    int waiting() {
        return threads.waiting();
    }

    @Override
    public void close() {
        threads.close();
    }
}
