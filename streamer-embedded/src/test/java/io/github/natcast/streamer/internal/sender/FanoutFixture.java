package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rate.FixedRate;
import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.Packetizer;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One loop without its thread, on a clock that stands still until a test moves it. */
final class FanoutFixture {
    static final long SSRC = 0xF0000001L;
    static final int PAYLOAD_TYPE = 102;
    static final Instant WALL = Instant.parse("2026-11-22T12:00:00.5Z");

    /** Each byte of the frame becomes a packet of 1000 of that byte. */
    static final Packetizer PACKETIZER = frame -> {
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(1000 * frame.data().length);
        for (byte value : frame.data()) {
            byte[] payload = new byte[1000];
            Arrays.fill(payload, value);
            builder.append(payload, 0, payload.length).endPayload();
        }
        return builder.build(frame.keyFrame(), frame.captureTimeNanos());
    };

    final FakeEgress egress = new FakeEgress();
    final FanoutSettings settings;
    final NtpClock clock;
    final SenderLoop loop;
    final Broadcast broadcast;
    final RefusalCounts refusals = new RefusalCounts();
    long now = -5_000_000_000L;
    final List<RuntimeException> failures = new ArrayList<>();
    final List<Integer> renditionsWanted = new ArrayList<>();
    final List<Integer> renditions = new ArrayList<>();
    int viewersStarted;
    int keyFrameRequests;

    FanoutFixture() {
        this(FanoutSettings.ofDefaults());
    }

    FanoutFixture(FanoutSettings settings) {
        this.settings = settings;
        clock = new NtpClock(() -> now, () -> WALL);
        loop = new SenderLoop(settings, clock, egress, new Random(3));
        broadcast = broadcast();
    }

    Broadcast broadcast() {
        return new Broadcast(PACKETIZER, RtpClock.VIDEO_RATE, () -> keyFrameRequests++, clock, List.of(loop));
    }

    ViewerSender open() {
        return open(new FixedRate());
    }

    ViewerSender open(RateControl rate) {
        loop.viewerAdded();
        ViewerSender.Listener listener = new ViewerSender.Listener() {
            @Override
            public void onFirstPacket() {
                viewersStarted++;
            }

            @Override
            public void onRenditionWanted(int index) {
                renditionsWanted.add(index);
            }

            @Override
            public void onRendition(int index) {
                renditions.add(index);
            }

            @Override
            public void onFailure(RuntimeException failure) {
                failures.add(failure);
            }
        };
        return new ViewerSender(
                new FakeProtector(), rate, listener, loop, loop.egress(), settings, clock, new Random(4), refusals);
    }

    /** A viewer of the broadcast, with a path, from the given numbers on. */
    ViewerSender watch(MediaPath path, int initialSequenceNumber, int timestampOffset) {
        ViewerSender viewer = open();
        viewer.stream(broadcast, parameters(), initialSequenceNumber, timestampOffset);
        viewer.path(path);
        return viewer;
    }

    ViewerSender watch(MediaPath path) {
        return watch(path, 100, 0);
    }

    void advance(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    void key(int... packets) {
        frame(true, packets);
    }

    void delta(int... packets) {
        frame(false, packets);
    }

    /** Encodes, captured now, and lets the loop work until it has nothing to do. */
    private void frame(boolean keyFrame, int... packets) {
        offer(keyFrame, packets);
        work();
    }

    void offer(boolean keyFrame, int... packets) {
        byte[] data = new byte[packets.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) packets[i];
        }
        broadcast.onFrame(new EncodedFrame(VideoCodec.H264, data, keyFrame, now));
    }

    void work() {
        for (int round = 0; round < 100 && loop.doWork() > 0; round++) {}
    }

    /** Lets time pass until a large frame is sent to its end. */
    void pace() {
        for (int tick = 0; tick < 100; tick++) {
            advance(2);
            work();
        }
    }

    void receive(ViewerSender viewer, RtcpPacket... packets) {
        byte[] buffer = new byte[1500];
        viewer.receiveRtcp(buffer, 0, RtcpPacket.writeCompound(List.of(packets), buffer, 0));
        work();
    }

    /** The first payload byte of each RTP packet that went to {@code path}. */
    List<Integer> received(MediaPath path) {
        return egress.rtp(path).stream()
                .map(sent -> (int) sent.packet()[sent.header().payloadOffset()])
                .toList();
    }

    static StreamParameters parameters() {
        return new StreamParameters(SSRC, PAYLOAD_TYPE, "cname");
    }

    static MediaPath path(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new MediaPath(
                new InetSocketAddress(loopback, 1), new InetSocketAddress(loopback, port), "host", "prflx");
    }
}
