package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.H264Level;
import io.github.natcast.streamer.internal.media.codec.KeyFrameRequester;
import io.github.natcast.streamer.internal.media.video.EncodingSubscription;
import io.github.natcast.streamer.internal.media.video.VideoPipeline;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.Packetizer;
import io.github.natcast.streamer.internal.rtp.h264.PacketizationMode;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.Fanout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One broadcast per format, encoded as long as some viewer holds a lease of it. Thread-safe. */
public final class SharedVideo {
    private final VideoPipeline pipeline;
    private final Fanout fanout;
    private final BiFunction<VideoCodec, OptionalInt, Packetizer> packetizers;
    private final Map<EncodingFormat, Shared> byFormat = new HashMap<>();
    private final LocalMedia.H264 h264;

    /** @param h264Profiles that can be encoded, the preferred first */
    public SharedVideo(
            VideoPipeline pipeline,
            Fanout fanout,
            BiFunction<VideoCodec, OptionalInt, Packetizer> packetizers,
            List<H264Profile> h264Profiles,
            H264Level level) {
        this.pipeline = pipeline;
        this.fanout = fanout;
        this.packetizers = packetizers;
        h264 = new LocalMedia.H264(modes(pipeline, h264Profiles), h264Profiles, level.levelIdc());
    }

    /**
     * Mode 0 needs an encoder that limits its slices. By name there is one or not; it is opened when the first viewer
     * wants it, so that nobody pays for what hardly anybody offers.
     */
    private static Set<Integer> modes(VideoPipeline pipeline, List<H264Profile> profiles) {
        int usual = PacketizationMode.NON_INTERLEAVED.wire();
        boolean single = profiles.stream()
                .allMatch(profile ->
                        pipeline.canTry(EncodingFormat.h264(profile).withMaximumUnit(PacketSizes.MAXIMUM_PAYLOAD)));
        return single ? Set.of(usual, PacketizationMode.SINGLE_NAL_UNIT.wire()) : Set.of(usual);
    }

    /** The H.264 that can be negotiated. */
    public LocalMedia.H264 h264() {
        return h264;
    }

    /** Starts the encoding when it is the first lease; a key frame follows at once. */
    public synchronized Lease acquire(SendPlan.Video plan) {
        Shared shared = byFormat.computeIfAbsent(format(plan), own -> new Shared(own, plan.packetizationMode()));
        shared.retain();
        return new Lease(shared);
    }

    /** Viewers that are sent this format. */
    public synchronized int viewers(EncodingFormat format) {
        Shared shared = byFormat.get(format);
        return shared == null ? 0 : shared.leases;
    }

    private static EncodingFormat format(SendPlan.Video plan) {
        EncodingFormat format = plan.h264Profile().map(EncodingFormat::h264).orElse(EncodingFormat.of(plan.codec()));
        boolean single = plan.packetizationMode().equals(OptionalInt.of(PacketizationMode.SINGLE_NAL_UNIT.wire()));
        return single ? format.withMaximumUnit(PacketSizes.MAXIMUM_PAYLOAD) : format;
    }

    private synchronized void release(Shared shared) {
        shared.release();
    }

    /** One viewer's hold on an encoding. */
    public final class Lease implements AutoCloseable {
        private final Shared shared;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(Shared shared) {
            this.shared = shared;
        }

        public Broadcast broadcast() {
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
