package io.github.natcast.streamer.internal.pull;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSource.Playback;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.connection.ControlThread;
import io.github.natcast.streamer.internal.media.bitstream.OpusPackets;
import io.github.natcast.streamer.internal.media.source.GuardedSink;
import io.github.natcast.streamer.internal.publish.PlayedEndpoint;
import io.github.natcast.streamer.internal.publish.PublicationSession;
import io.github.natcast.streamer.internal.receive.Arrival;
import io.github.natcast.streamer.internal.receive.ReceivedMedia;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.topology.IceServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One playback of another server's stream. It has threads of its own, one that keeps time and up to two that may wait,
 * so that it needs no streamer. Thread-safe.
 */
public final class PullPlayback implements Playback, ReceivedMedia {
    private static final Logger LOGGER = LoggerFactory.getLogger(PullPlayback.class);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final long DELETION_MILLIS = 1500;
    private static final int WORKERS = 2;
    private static final long IDLE_SECONDS = 5;

    /** Seconds from 1900 (NTP) to 1970. */
    private static final long NTP_EPOCH_OFFSET = 2_208_988_800L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String name;
    private final GuardedSink sink;
    private final Runnable refused;
    private final ControlThread control;
    private final ThreadPoolExecutor workers;
    private final DtlsServer dtls;
    private final PlayedEndpoint endpoint;
    private volatile @Nullable PullSession current;

    /**
     * Begins to play; returns before anything is connected.
     *
     * @param name of the source, in messages
     * @param token asked before each request
     * @param codecs to be offered, the preferred one first
     * @param servers STUN and TURN servers
     * @param refused called before the sink hears that the server refuses for good
     */
    public PullPlayback(
            String name,
            URI url,
            Supplier<Optional<String>> token,
            List<VideoCodec> codecs,
            List<IceServer> servers,
            MediaSink sink,
            Runnable refused) {
        this.name = name;
        this.sink = new GuardedSink(sink);
        this.refused = refused;
        SecureRandom random = new SecureRandom();
        control = new ControlThread("natcast-source " + name);
        workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> ThreadFailures.logged().daemon("natcast-source-http " + name, task));
        workers.allowCoreThreadTimeOut(true);
        dtls = new DtlsServer(DtlsIdentity.generate(random, Instant.now()), 1, HANDSHAKE);
        PullParts parts = new PullParts(
                new PullNetwork(url.getHost(), servers), dtls, control, workers, random, PullPlayback::now);
        endpoint = new PlayedEndpoint(
                url,
                token,
                workers,
                listener -> new PullSession(parts, codecs, this, listener),
                control,
                random,
                new FromEndpoint());
        endpoint.start();
    }

    private static Arrival now() {
        Instant wall = Instant.now();
        return new Arrival(
                System.nanoTime(), (wall.getEpochSecond() + NTP_EPOCH_OFFSET) * NANOS_PER_SECOND + wall.getNano());
    }

    @Override
    public void onVideo(EncodedUnit unit) {
        sink.onEncoded(unit);
    }

    @Override
    public void onOpus(byte[] packet, long captureTimeNanos) {
        if (OpusPackets.isSendable(packet)) {
            sink.onOpus(packet, captureTimeNanos);
        }
    }

    @Override
    public boolean requestKeyFrame() {
        PullSession session = current;
        return session != null && session.requestKeyFrame();
    }

    @Override
    public void close() {
        sink.close();
        try {
            endpoint.close().toCompletableFuture().get(DELETION_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception late) {
            LOGGER.debug("source {}: the session was not deleted in time", name, late);
        }
        control.close();
        dtls.close();
        workers.shutdown();
    }

    /** On the control thread. */
    private final class FromEndpoint implements PlayedEndpoint.Listener {
        /** What was logged last: one that waits says so once, and not with each attempt. */
        private String logged = "";

        @Override
        public void onAttempt(PublicationSession session) {
            current = (PullSession) session;
        }

        @Override
        public void onConnected() {
            logged = "";
            LOGGER.info("source {} plays", name);
        }

        @Override
        public void onLost(String reason, Duration wait) {
            if (reason.equals(logged)) {
                LOGGER.debug("source {} still does not play: {}; tried again in {} ms", name, reason, wait.toMillis());
            } else {
                LOGGER.warn("source {} does not play: {}; tried again in {} ms", name, reason, wait.toMillis());
            }
            logged = reason;
        }

        @Override
        public void onRefused(String reason) {
            refused.run();
            sink.onFailure(new MediaSourceException("source " + name + " is refused: " + reason));
        }
    }
}
