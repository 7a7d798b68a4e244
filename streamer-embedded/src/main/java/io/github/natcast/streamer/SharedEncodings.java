package io.github.natcast.streamer;

import io.github.natcast.streamer.encode.EncodingSubscription;
import io.github.natcast.streamer.encode.KeyFrameRequester;
import io.github.natcast.streamer.encode.VideoPipeline;
import io.github.natcast.streamer.fanout.Broadcast;
import io.github.natcast.streamer.fanout.Fanout;
import io.github.natcast.streamer.rtp.Packetizer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One broadcast per codec, encoded as long as some viewer holds a lease of it. Thread-safe. */
final class SharedEncodings {
    private final VideoPipeline pipeline;
    private final Fanout fanout;
    private final Function<VideoCodec, Packetizer> packetizers;
    private final Map<VideoCodec, Shared> byCodec = new EnumMap<>(VideoCodec.class);

    SharedEncodings(VideoPipeline pipeline, Fanout fanout, Function<VideoCodec, Packetizer> packetizers) {
        this.pipeline = pipeline;
        this.fanout = fanout;
        this.packetizers = packetizers;
    }

    /** Starts the encoding when it is the first lease; a key frame follows at once. */
    synchronized Lease acquire(VideoCodec codec) {
        Shared shared = byCodec.computeIfAbsent(codec, Shared::new);
        shared.retain();
        return new Lease(shared);
    }

    private synchronized void release(Shared shared) {
        shared.release();
    }

    /** One viewer's hold on an encoding. */
    final class Lease implements AutoCloseable {
        private final Shared shared;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(Shared shared) {
            this.shared = shared;
        }

        Broadcast broadcast() {
            return shared.broadcast;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(shared);
            }
        }
    }

    private final class Shared implements KeyFrameRequester {
        private final VideoCodec codec;
        private final Broadcast broadcast;
        private volatile @Nullable EncodingSubscription subscription;
        private int leases;

        Shared(VideoCodec codec) {
            this.codec = codec;
            this.broadcast = fanout.broadcast(packetizers.apply(codec), this);
        }

        @Override
        public void requestKeyFrame() {
            EncodingSubscription current = subscription;
            if (current != null) {
                current.requestKeyFrame();
            }
        }

        void retain() {
            if (leases++ == 0) {
                subscription = pipeline.subscribe(codec, broadcast);
            }
        }

        void release() {
            EncodingSubscription current = subscription;
            if (--leases == 0 && current != null) {
                subscription = null;
                current.close();
            }
        }
    }
}
