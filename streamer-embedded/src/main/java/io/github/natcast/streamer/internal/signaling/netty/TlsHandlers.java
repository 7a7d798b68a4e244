package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.tls.ServerTls;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Puts TLS before HTTP. The signatures of handshakes are made on threads of their own: a flood of handshakes makes
 * others of its kind wait, and no viewer that is there already. Thread-safe.
 */
final class TlsHandlers implements AutoCloseable {
    /** A browser takes three round trips; one that stalls holds its connection for no longer. */
    static final long HANDSHAKE_MILLIS = 10_000;

    /** More would take processors from the encoders. */
    private static final int THREADS = 2;

    private final ServerTls tls;
    private final ThreadPoolExecutor threads;

    /** @param failures is told of tasks that fail */
    TlsHandlers(ServerTls tls, ThreadFailures failures) {
        this.tls = tls;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> failures.daemon("natcast-tls", task));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Whether what this pipeline hears was encrypted. */
    static boolean isSecure(ChannelPipeline pipeline) {
        return pipeline.get(SslHandler.class) != null;
    }

    void addTo(ChannelPipeline pipeline) {
        SslHandler handler = new SslHandler(tls.engine(), threads);
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

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
