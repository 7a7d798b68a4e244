package io.github.natcast.streamer.measure;

import com.sun.management.OperatingSystemMXBean;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.ffmpeg.TestDecoder;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What H.264's profiles and packetization modes cost each software encoder, relative to constrained baseline in mode 1.
 * They take turns within one process, so that the ratios hold on a busy machine as well.
 */
final class EncoderCost implements Measurement {
    private static final VideoSettings SETTINGS = VideoSettings.defaults();
    private static final int ROUNDS = 5;
    private static final int PICTURES_A_ROUND = 100;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Override
    public List<Finding> run() throws Exception {
        MovingScene scene = new MovingScene(SETTINGS.width(), SETTINGS.height());
        FfmpegEncoders encoders = new FfmpegEncoders();
        List<Finding> findings = new ArrayList<>();
        for (String name : encoders.candidates(EncodingFormat.h264(H264Profile.MAIN))) {
            if (name.startsWith("lib")) {
                findings.addAll(compare(encoders, name, scene));
            }
        }
        return findings;
    }

    private List<Finding> compare(FfmpegEncoders encoders, String name, MovingScene scene) throws Exception {
        List<Turn> turns = new ArrayList<>();
        try {
            for (H264Profile profile : H264Profile.values()) {
                EncodingFormat format = EncodingFormat.h264(profile);
                turns.add(new Turn(encoders, name, format, profile + ", mode 1"));
                EncodingFormat limited = format.withMaximumUnit(PacketSizes.MAXIMUM_PAYLOAD);
                turns.add(new Turn(encoders, name, limited, profile + ", mode 0"));
            }
            // The first round fills rate control and the compiled code.
            for (int round = 0; round <= ROUNDS; round++) {
                for (Turn turn : turns) {
                    turn.encode(scene, round > 0);
                }
            }
            List<Finding> findings = new ArrayList<>();
            for (Turn turn : turns) {
                findings.add(Finding.reported("CPU of " + name + ", " + turn.text, turn.result(turns.get(0))));
            }
            return findings;
        } finally {
            turns.forEach(Turn::close);
        }
    }

    /** One open encoder, which continues where it stopped. */
    private final class Turn implements AutoCloseable {
        private final String text;
        private final VideoEncoder encoder;
        private final TestDecoder decoder = new TestDecoder(VideoCodec.H264);
        private int number;
        private int counted;
        private long cpuNanos;
        private long bytes;
        private double squaredError;
        private int decoded;

        Turn(FfmpegEncoders encoders, String name, EncodingFormat format, String text) throws Exception {
            this.text = text;
            encoder = encoders.open(name, format, SETTINGS);
        }

        void encode(MovingScene scene, boolean counts) throws Exception {
            List<EncodedFrame> frames = new ArrayList<>();
            int first = number;
            long before = system.getProcessCpuTime();
            for (int i = 0; i < PICTURES_A_ROUND; i++) {
                VideoFrame picture = scene.picture(number);
                encoder.encode(picture, number * SETTINGS.frameIntervalNanos(), number == 0, frames::add);
                number++;
            }
            long spent = system.getProcessCpuTime() - before;
            for (EncodedFrame frame : frames) {
                byte[] luma = decoder.decode(frame.data()).orElseThrow().luma();
                int shown = (int) (frame.captureTimeNanos() / SETTINGS.frameIntervalNanos());
                if (counts && shown >= first) {
                    bytes += frame.data().length;
                    squaredError += scene.squaredError(shown, luma);
                    decoded++;
                }
            }
            if (counts) {
                cpuNanos += spent;
                counted += PICTURES_A_ROUND;
            }
        }

        private double millisAPicture() {
            return cpuNanos / 1e6 / counted;
        }

        String result(Turn usual) {
            double psnr = 10 * Math.log10(255 * 255 / (squaredError / decoded));
            return String.format(
                    Locale.ROOT,
                    "%.2f ms a picture, %.2f times that of %s; %d of %d pictures, %.0f kbit/s, PSNR %.2f dB",
                    millisAPicture(),
                    millisAPicture() / usual.millisAPicture(),
                    usual.text,
                    decoded,
                    counted,
                    bytes * 8.0 * SETTINGS.framesPerSecond() / counted / 1000,
                    psnr);
        }

        @Override
        public void close() {
            encoder.close();
            decoder.close();
        }
    }
}
