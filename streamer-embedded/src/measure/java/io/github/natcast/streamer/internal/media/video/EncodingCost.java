package io.github.natcast.streamer.internal.media.video;

import com.sun.management.OperatingSystemMXBean;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/**
 * Prints how much CPU time a source, its conversion and its encoding take. The arguments are seconds, codec, source (a
 * file or {@code pattern}) and, optionally, the encoder.
 */
public final class EncodingCost {
    private EncodingCost() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        EncodingFormat format = EncodingFormat.of(VideoCodec.valueOf(arguments[1]));
        VideoSource source =
                arguments[2].equals("pattern") ? VideoSource.testPattern() : VideoSource.media(arguments[2]);
        VideoSettings settings = VideoSettings.defaults();
        if (arguments.length > 3) {
            settings = settings.withEncoder(arguments[3]);
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (MediaPipeline pipeline = MediaPipeline.ofVideo(settings, new FfmpegEncoders())) {
            pipeline.sources().start(source);
            Encoding encoding = pipeline.video().of(format);
            String encoder = encoding.warmUp();
            encoding.subscribe(frame -> {});
            Thread.sleep(3000);
            EncodingStatus before = encoding.status();
            long cpu = system.getProcessCpuTime();
            long wall = System.nanoTime();
            Thread.sleep(seconds * 1000L);
            EncodingStatus after = encoding.status();
            double elapsed = (System.nanoTime() - wall) / 1e9;
            double frames = after.frames() - before.frames();
            System.out.printf(
                    "%s: %.2f cores, %.2f frames/s of %.2f pictures/s, %.2f Mbit/s, %.1f ms a picture, "
                            + "%d dropped, %d MB native%n",
                    encoder,
                    (system.getProcessCpuTime() - cpu) / 1e9 / elapsed,
                    frames / elapsed,
                    (after.pictures() - before.pictures()) / elapsed,
                    (after.bytes() - before.bytes()) * 8 / elapsed / 1e6,
                    (after.encodeNanos() - before.encodeNanos()) / 1e6 / (after.pictures() - before.pictures()),
                    after.dropped() - before.dropped(),
                    Pointer.physicalBytes() >> 20);
        }
    }
}
