package io.github.natcast.streamer;

import io.github.natcast.streamer.encode.EncodingFormat;
import io.github.natcast.streamer.encode.EncodingSubscription;
import io.github.natcast.streamer.encode.KeyFrameRequester;
import io.github.natcast.streamer.encode.VideoPipeline;
import io.github.natcast.streamer.fanout.Broadcast;
import io.github.natcast.streamer.fanout.Fanout;
import io.github.natcast.streamer.rtp.PacketSizes;
import io.github.natcast.streamer.rtp.Packetizer;
import io.github.natcast.streamer.rtp.h264.PacketizationMode;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One broadcast per codec and packetization mode, encoded as long as some viewer holds a lease of it. Thread-safe. */
final class SharedEncodings {
    /**
     * Mode 0 needs an encoder that limits its slices. By name there is one or not; it is opened when the first viewer
     * wants it, so that nobody pays for what hardly anybody offers.
     */
    private static final EncodingFormat H264_MODE_0 =
            EncodingFormat.limited(VideoCodec.H264, PacketSizes.MAXIMUM_PAYLOAD);

    private final VideoPipeline pipeline;
    private final Fanout fanout;
    private final BiFunction<VideoCodec, OptionalInt, Packetizer> packetizers;
    private final Map<EncodingFormat, Shared> byFormat = new HashMap<>();
    private final Set<Integer> h264Modes;

    SharedEncodings(
            VideoPipeline pipeline, Fanout fanout, BiFunction<VideoCodec, OptionalInt, Packetizer> packetizers) {
        this.pipeline = pipeline;
        this.fanout = fanout;
        this.packetizers = packetizers;
        int usual = PacketizationMode.NON_INTERLEAVED.wire();
        h264Modes =
                pipeline.canTry(H264_MODE_0) ? Set.of(usual, PacketizationMode.SINGLE_NAL_UNIT.wire()) : Set.of(usual);
    }

    /** The modes of RFC 6184 that can be sent. */
    Set<Integer> h264PacketizationModes() {
        return h264Modes;
    }

    /**
     * Starts the encoding when it is the first lease; a key frame follows at once.
     *
     * @param packetizationMode of H.264 as negotiated; other codecs have none
     */
    synchronized Lease acquire(VideoCodec codec, OptionalInt packetizationMode) {
        boolean single = packetizationMode.equals(OptionalInt.of(PacketizationMode.SINGLE_NAL_UNIT.wire()));
        EncodingFormat format = single ? H264_MODE_0 : EncodingFormat.of(codec);
        Shared shared = byFormat.computeIfAbsent(format, own -> new Shared(own, packetizationMode));
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
        private final EncodingFormat format;
        private final Broadcast broadcast;
        private volatile @Nullable EncodingSubscription subscription;
        private int leases;

        Shared(EncodingFormat format, OptionalInt packetizationMode) {
            this.format = format;
            this.broadcast = fanout.broadcast(packetizers.apply(format.codec(), packetizationMode), this);
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
                subscription = pipeline.subscribe(format, broadcast);
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
