package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.H264Level;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.negotiation.SimulcastLayer;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.Packetizer;
import io.github.natcast.streamer.internal.rtp.h264.PacketizationMode;
import io.github.natcast.streamer.internal.sender.Fanout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** One ladder of broadcasts per format, each encoded as long as some viewer is subscribed to it. Thread-safe. */
public final class SharedVideo implements AutoCloseable {
    private final VideoEncodings encodings;
    private final Fanout fanout;
    private final BiFunction<VideoCodec, OptionalInt, Packetizer> packetizers;
    private final Map<EncodingFormat, SharedLadder> byFormat = new ConcurrentHashMap<>();
    private volatile LocalMedia.H264 h264;

    /** @param h264Profiles that can be encoded, the preferred one first */
    public SharedVideo(
            VideoEncodings encodings,
            Fanout fanout,
            BiFunction<VideoCodec, OptionalInt, Packetizer> packetizers,
            List<H264Profile> h264Profiles,
            H264Level level) {
        this.encodings = encodings;
        this.fanout = fanout;
        this.packetizers = packetizers;
        h264 = new LocalMedia.H264(modes(encodings, h264Profiles), h264Profiles, level.levelIdc());
    }

    /**
     * Mode 0 needs an encoder that limits its slices. Only the encoder's name is looked up: it is opened when the first
     * viewer wants it, so that nobody pays for what hardly anybody offers.
     */
    private static Set<Integer> modes(VideoEncodings encodings, List<H264Profile> profiles) {
        int usual = PacketizationMode.NON_INTERLEAVED.wire();
        boolean single = profiles.stream()
                .allMatch(profile ->
                        encodings.canTry(EncodingFormat.h264(profile).withMaximumUnit(PacketSizes.MAXIMUM_PAYLOAD)));
        return single ? Set.of(usual, PacketizationMode.SINGLE_NAL_UNIT.wire()) : Set.of(usual);
    }

    /** Follows the encodings' new settings; offers of H.264 are answered with their level from now on. */
    public void change() {
        LocalMedia.H264 former = h264;
        h264 = new LocalMedia.H264(
                former.packetizationModes(),
                former.profiles(),
                H264Level.of(encodings.settings()).levelIdc());
        byFormat.values().forEach(SharedLadder::change);
    }

    /** The H.264 that can be negotiated. */
    public LocalMedia.H264 h264() {
        return h264.copying(encodings.copiedH264());
    }

    /** A viewer's hold on its format, of which nothing is encoded for it until it is started. */
    public VideoSubscription subscribe(SendPlan.Video plan) {
        return ladder(plan).subscribe();
    }

    /** The hold of a receiver that is sent these renditions side by side, the largest picture first. */
    LayeredSubscription subscribe(SendPlan.Video plan, List<Integer> renditions) {
        return ladder(plan).subscribe(renditions);
    }

    /**
     * What a receiver of several layers is sent: of each rendition one layer, the smallest one's first for what the
     * format's ladder has not. It keeps the number of renditions that it was made with, when there may have been fewer
     * than at the offer.
     */
    List<SimulcastLayer> layers(SendPlan plan) {
        int smallest = ladder(plan.video()).ladder().broadcasts().size() - 1;
        Map<Integer, SimulcastLayer> sent = new LinkedHashMap<>();
        for (SimulcastLayer layer : plan.layers()) {
            int rendition = Math.min(layer.rendition(), smallest);
            sent.putIfAbsent(rendition, new SimulcastLayer(layer.rid(), rendition, layer.ssrc(), layer.rtxSsrc()));
        }
        return List.copyOf(sent.values());
    }

    private SharedLadder ladder(SendPlan.Video plan) {
        return byFormat.computeIfAbsent(format(plan), format -> share(format, plan.packetizationMode()));
    }

    private SharedLadder share(EncodingFormat format, OptionalInt packetizationMode) {
        return new SharedLadder(
                encodings,
                format,
                keyFrames -> fanout.broadcast(packetizers.apply(format.codec(), packetizationMode), keyFrames));
    }

    /** What the full rendition is encoded with. */
    VideoSettings settings() {
        return encodings.settings();
    }

    /** Has encoders follow what viewers' paths carry. Returns whether anybody watches; on the control thread. */
    boolean follow(long now) {
        boolean watched = false;
        for (SharedLadder ladder : byFormat.values()) {
            watched |= ladder.follow(now);
        }
        return watched;
    }

    /** How the encodings do. */
    List<EncodingStatus> status() {
        return encodings.status();
    }

    /** Viewers that are sent this format. */
    public int viewers(EncodingFormat format) {
        SharedLadder shared = byFormat.get(format.withRendition(0));
        return shared == null ? 0 : shared.viewers(format.rendition());
    }

    /** Has the sender threads forget it; to be called when nobody is left and nothing is encoded any more. */
    @Override
    public void close() {
        byFormat.values().forEach(SharedLadder::close);
        byFormat.clear();
    }

    /** Whether the full rendition of this format has an open encoder: another viewer of it costs none. */
    boolean isEncoded(EncodingFormat format) {
        SharedLadder shared = byFormat.get(format);
        return encodings.isEncoded(format) || (shared != null && shared.viewers(0) > 0);
    }

    /** What a viewer with this plan is sent. */
    static EncodingFormat format(SendPlan.Video plan) {
        EncodingFormat format = plan.h264Profile().map(EncodingFormat::h264).orElse(EncodingFormat.of(plan.codec()));
        format = format.withDecoder(plan.h264Decoder());
        boolean single = plan.packetizationMode().equals(OptionalInt.of(PacketizationMode.SINGLE_NAL_UNIT.wire()));
        return single ? format.withMaximumUnit(PacketSizes.MAXIMUM_PAYLOAD) : format;
    }
}
