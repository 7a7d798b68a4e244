package io.github.natcast.streamer.internal.media.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.PacketReader;
import io.github.natcast.streamer.internal.media.ffmpeg.TestClip;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.rtp.UnpacketizableFrameException;
import io.github.natcast.streamer.internal.rtp.h264.H264Packetizer;
import io.github.natcast.streamer.internal.rtp.h264.PacketizationMode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an RTSP server over TCP to those who watch. */
final class CopiedCameraTest {
    private static final int PICTURES = 25;
    /** All come at once, and fewer than may wait for the encoding's thread. */
    private static final int ROUNDS = 4;

    private static final int ACCESS_UNIT_DELIMITER = 9;
    private static final int RTP_HEADER = 12;

    @Test
    void aCamerasUnitsReachThoseWhoWatchAsTheyAre(@TempDir Path folder) throws Exception {
        List<EncodedFrame> units = units(folder);
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < ROUNDS * PICTURES; i++) {
            expected.add(nalUnits(units.get(i % PICTURES).data()));
        }
        TestEncoders encoders = new TestEncoders("cpu");
        BlockingQueue<EncodedFrame> watched = new LinkedBlockingQueue<>();
        try (ScriptedServer camera = new ScriptedServer(ScriptedServer.CAMERA, out -> play(units, out));
                MediaPipeline pipeline = MediaPipeline.ofVideo(VideoSettings.defaults(), encoders)) {
            pipeline.video().of(EncodingFormat.of(VideoCodec.H264)).subscribe(watched::add);
            VideoSource source = VideoSource.copied("rtsp://" + camera.address() + "/1");
            pipeline.sources().show(source).toCompletableFuture().get(30, TimeUnit.SECONDS);

            List<List<String>> actual = new ArrayList<>();
            long before = Long.MIN_VALUE;
            // The last unit ends only with the next one's first packet.
            while (actual.size() < expected.size() - 1) {
                EncodedFrame frame = watched.poll(20, TimeUnit.SECONDS);
                assertThat(frame).as("unit %s", actual.size()).isNotNull();
                assertThat(frame.keyFrame()).isEqualTo(actual.size() % PICTURES == 0);
                assertThat(frame.captureTimeNanos()).isGreaterThan(before);
                before = frame.captureTimeNanos();
                actual.add(nalUnits(frame.data()));
            }
            assertThat(actual).isEqualTo(expected.subList(0, actual.size()));
        }
        assertThat(encoders.opened).isEmpty();
    }

    /** With parameter sets in each key frame. */
    private static List<EncodedFrame> units(Path folder) throws Exception {
        Path clip = TestClip.at(folder.resolve("clip.ts"))
                .pictures("libopenh264", 160, 96, 25, PICTURES)
                .codedWith(context -> context.gop_size(PICTURES).max_b_frames(0))
                .write();
        List<EncodedFrame> units = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(clip.toString(), VideoSettings.defaults(), MediaOptions.defaults())
                .orElseThrow()) {
            while (reader.next()) {
                units.add(new EncodedFrame(VideoCodec.H264, reader.data(), reader.isKeyFrame(), 0));
            }
        }
        assertThat(units).hasSize(PICTURES);
        return units;
    }

    /** RTP within the RTSP connection (RFC 2326 §10.12), on channel 0. */
    private static void play(List<EncodedFrame> units, OutputStream out) throws IOException {
        H264Packetizer packetizer = new H264Packetizer(PacketizationMode.NON_INTERLEAVED);
        int sequenceNumber = 0;
        for (int i = 0; i < ROUNDS * units.size(); i++) {
            PacketizedFrame frame;
            try {
                frame = packetizer.packetize(units.get(i % units.size()));
            } catch (UnpacketizableFrameException e) {
                throw new IOException(e);
            }
            for (int part = 0; part < frame.packetCount(); part++) {
                int length = RTP_HEADER + frame.length(part);
                byte[] packet = new byte[length];
                boolean last = part == frame.packetCount() - 1;
                RtpHeader.write(packet, 0, last, 96, sequenceNumber++ & 0xffff, i * 90_000 / 25, 7, false);
                System.arraycopy(frame.bytes(), frame.offset(part), packet, RTP_HEADER, frame.length(part));
                out.write(new byte[] {'$', 0, (byte) (length >> 8), (byte) length});
                out.write(packet);
            }
        }
        out.flush();
    }

    /** In hexadecimal digits; delimiters say nothing of the picture. */
    private static List<String> nalUnits(byte[] data) {
        List<String> units = new ArrayList<>();
        for (AnnexB walk = new AnnexB(data); walk.next(); ) {
            if ((data[walk.offset()] & 0x1f) != ACCESS_UNIT_DELIMITER) {
                units.add(HexFormat.of().formatHex(data, walk.offset(), walk.offset() + walk.length()));
            }
        }
        return units;
    }
}
