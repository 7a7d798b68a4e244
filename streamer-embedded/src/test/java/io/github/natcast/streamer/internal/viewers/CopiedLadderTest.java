package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.rate.AdaptiveRate;
import io.github.natcast.streamer.internal.rtcp.ReceiverEstimatedMaximumBitrate;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.Packetizers;
import io.github.natcast.streamer.internal.sender.StreamParameters;
import io.github.natcast.streamer.internal.sender.ViewerSender;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What viewers of a copied source are sent: by the rate that its units really have. */
final class CopiedLadderTest {
    private static final long FRAME = 40_000_000;
    private static final long SSRC = 77;
    private static final EncodingFormat VP8 = EncodingFormat.of(VideoCodec.VP8);
    /** The full rendition would fit, if the source had this rate. */
    private static final VideoSettings SMALL = VideoSettings.defaults().withBitrate(500_000);

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final AtomicBoolean keyFrameWanted = new AtomicBoolean(true);
    private final TestEncoders encoders = new TestEncoders("cpu");
    private final VideoEncodings encodings =
            new VideoEncodings(SMALL, encoders, now::get, () -> {}, this::requestKeyFrame, event -> {});
    private final BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults().withSenderThreads(1),
            Kept::new,
            now::get,
            InstantSource.system(),
            new Random(1),
            Thread::new);
    private final SharedLadder shared = new SharedLadder(
            encodings,
            VP8,
            keyFrames ->
                    fanout.broadcast(Packetizers.of(VideoCodec.VP8, OptionalInt.empty(), new Random(2)), keyFrames));
    private final BlockingQueue<EncodedFrame> full = new LinkedBlockingQueue<>();
    private boolean first = true;

    private final class Kept implements MediaEgress {
        @Override
        public boolean send(byte[] packet, int offset, int length, MediaPath path) {
            RtpHeader.read(packet, offset, length)
                    .filter(header -> header.ssrc() == SSRC)
                    .ifPresent(header -> sent.add(new byte[header.payloadLength()]));
            return true;
        }

        @Override
        public void close() {}
    }

    private static final class Unprotected implements PacketProtector {
        @Override
        public int protectRtp(byte[] buffer, int offset, int length) {
            return length;
        }

        @Override
        public int protectRtpAgain(byte[] buffer, int offset, int length) {
            return length;
        }

        @Override
        public int protectRtcp(byte[] buffer, int offset, int length) {
            return length;
        }
    }

    @AfterEach
    void close() {
        encodings.close();
        fanout.close();
    }

    private boolean requestKeyFrame() {
        keyFrameWanted.set(true);
        return true;
    }

    /** 25 units a second; returns when the full rendition's encoding has handed it on. */
    private void push(int bitsPerSecond) throws InterruptedException {
        now.addAndGet(FRAME);
        boolean key = keyFrameWanted.getAndSet(false) || first;
        byte[] unit = new byte[bitsPerSecond / 25 / 8];
        unit[0] = (byte) (key ? 0x10 : 0x11);
        if (key) {
            // RFC 6386 §9.1: the start code, then 64x32 pixels.
            ByteBuffer.wrap(unit).put(3, new byte[] {(byte) 0x9d, 0x01, 0x2a, 64, 0, 32, 0});
        }
        encodings.offer(new EncodedUnit(VideoCodec.VP8, unit, key, now.get()), first);
        first = false;
        EncodedFrame frame = full.poll(20, TimeUnit.SECONDS);
        assertThat(frame).isNotNull();
        assertThat(frame.data()).isSameAs(unit);
    }

    @Test
    void theLadderHasTheRateOfTheUnitsWhileTheyAreCopied() throws Exception {
        encodings.of(VP8).subscribe(full::add);
        try (VideoSubscription viewer = shared.subscribe()) {
            viewer.start();
            assertThat(shared.bitsPerSecond(0)).isEqualTo(500_000);
            for (int i = 0; i < 100; i++) {
                push(2_000_000);
            }
            assertThat(shared.bitsPerSecond(0)).isCloseTo(2_000_000, within(100_000L));
            assertThat(shared.bitsPerSecond(1)).as("is encoded").isEqualTo(225_000);
            assertThat(viewer.targetBitrate()).isCloseTo(2_000_000, within(100_000));

            ByteBuffer pixels = ByteBuffer.allocate(PixelFormat.I420.pictureBytes(2, 2));
            encodings.offer(VideoFrame.of(PixelFormat.I420, 2, 2, pixels, now.addAndGet(FRAME)), true);
            assertThat(shared.bitsPerSecond(0)).as("of pictures again").isEqualTo(500_000);
        }
    }

    @Test
    void smallerRenditionsHaveLessThanTheUnits() throws Exception {
        encodings.of(VP8).subscribe(full::add);
        try (VideoSubscription viewer = shared.subscribe()) {
            viewer.start();
            shared.follow(now.get());
            assertThat(shared.bitsPerSecond(1)).isEqualTo(225_000);
            for (int i = 0; i < 100; i++) {
                push(350_000);
                shared.follow(now.get());
            }
            assertThat(shared.bitsPerSecond(0)).isEqualTo(350_000);
            assertThat(shared.bitsPerSecond(1)).as("0.45 of it").isEqualTo(157_500);
            viewer.want(1);
            assertThat(encodings.of(VP8.withRendition(1)).bitrate()).isEqualTo(157_500);

            ByteBuffer pixels = ByteBuffer.allocate(PixelFormat.I420.pictureBytes(2, 2));
            encodings.offer(VideoFrame.of(PixelFormat.I420, 2, 2, pixels, now.addAndGet(FRAME)), true);
            shared.follow(now.get());
            assertThat(shared.bitsPerSecond(1)).isEqualTo(225_000);
        }
    }

    @Test
    void aNarrowPathGetsASmallerRenditionThatIsEncodedAgain() throws Exception {
        encodings.of(VP8).subscribe(full::add);
        VideoSubscription viewer = shared.subscribe();
        viewer.start();
        BlockingQueue<Integer> switched = new LinkedBlockingQueue<>();
        ViewerSender sender = fanout.open(
                new Unprotected(),
                new AdaptiveRate(shared, new AdaptiveRate.Means(false, false), now.get()),
                new ViewerSender.Listener() {
                    @Override
                    public void onFirstPacket() {}

                    @Override
                    public void onRenditionWanted(int index) {
                        viewer.want(index);
                    }

                    @Override
                    public void onRendition(int index) {
                        viewer.switched(index);
                        switched.add(index);
                    }

                    @Override
                    public void onFailure(RuntimeException failure) {
                        throw failure;
                    }
                });
        sender.video(viewer.ladder(), new StreamParameters(SSRC, 96, "cname"));
        InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        sender.path(new MediaPath(nowhere, nowhere, "host", "host"));

        Integer rendition = null;
        for (int i = 0; i < 500 && rendition == null; i++) {
            push(2_000_000);
            tell(sender, 700_000); // more than 500 000, which the settings say
            rendition = switched.poll(2, TimeUnit.MILLISECONDS);
        }
        assertThat(rendition).isEqualTo(1);
        assertThat(encoders.opened).containsExactly(VP8.withRendition(1));
        sent.clear();
        List<byte[]> small = new ArrayList<>();
        for (int i = 0; i < 500 && small.size() < 5; i++) {
            push(2_000_000);
            tell(sender, 700_000);
            byte[] payload = sent.poll(2, TimeUnit.MILLISECONDS);
            if (payload != null) {
                small.add(payload);
            }
        }
        assertThat(small).hasSize(5).allMatch(payload -> payload.length < 20, "is one byte in its descriptor");
        assertThat(viewer.rendition().index()).isEqualTo(1);
        sender.close();
        viewer.close();
    }

    private static void tell(ViewerSender sender, long bitsPerSecond) {
        ReceiverEstimatedMaximumBitrate estimate = new ReceiverEstimatedMaximumBitrate(1, bitsPerSecond, List.of(SSRC));
        byte[] buffer = new byte[100];
        estimate.write(buffer, 0);
        sender.receiveRtcp(buffer, 0, estimate.encodedLength());
    }
}
