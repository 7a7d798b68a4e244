package io.github.natcast.streamer.internal.media;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import io.github.natcast.streamer.internal.media.ffmpeg.TestMedia;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program whose process is far larger than its heap, as one is that has a model beside it: it shows one file after
 * the other to a subscriber, and prints how many were shown. The argument is how many, 1800 by default: an hour with
 * one every two seconds. Started with a small {@code -Xmx} and {@code -XX:MaxDirectMemorySize=600m}.
 */
public final class BigProcess {
    private static final int PIECES = 10;
    private static final int PIECE_BYTES = 50 * 1024 * 1024;
    private static final long PATIENCE_SECONDS = 10;

    private BigProcess() {}

    public static void main(String[] arguments) throws Exception {
        int shows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1800;
        List<ByteBuffer> model = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            model.add(ByteBuffer.allocateDirect(PIECE_BYTES)); // filled with zeros, hence resident
        }
        Path folder = Files.createTempDirectory("natcast-big-process");
        Path clip = TestMedia.write(folder.resolve("clip.mp4"), 320, 180, 25, 50);
        BlockingQueue<SourceEvent> events = new LinkedBlockingQueue<>();
        int shown = 0;
        try (MediaPipeline pipeline = new MediaPipeline(
                VideoSettings.defaults().withSize(320, 180),
                new FfmpegEncoders(),
                Optional.empty(),
                MediaPipeline.STALL,
                System::nanoTime,
                BackgroundTasks.threads(),
                events::add,
                event -> {})) {
            pipeline.sources().start(VideoSource.testPattern());
            pipeline.video().of(EncodingFormat.of(VideoCodec.H264)).subscribe(frame -> {});
            for (int i = 0; i < shows; i++) {
                events.clear();
                pipeline.sources().show(VideoSource.media(clip.toString()));
                shown += isShown(events) ? 1 : 0;
            }
        } finally {
            Files.delete(clip);
            Files.delete(folder);
        }
        System.out.printf(
                "%d of %d shown; %d MiB of heap at most, %d MiB of other memory, %s%n",
                shown,
                shows,
                Runtime.getRuntime().maxMemory() >> 20,
                model.stream().mapToLong(ByteBuffer::capacity).sum() >> 20,
                resident());
    }

    private static boolean isShown(BlockingQueue<SourceEvent> events) throws InterruptedException {
        for (SourceEvent event = next(events); event != null; event = next(events)) {
            if (event instanceof SourceEvent.Shown picture && !picture.standby()) {
                return true;
            }
            if (event instanceof SourceEvent.Failed failed) {
                System.out.println(failed);
                return false;
            }
        }
        System.out.println("nothing was heard of a source");
        return false;
    }

    private static @Nullable SourceEvent next(BlockingQueue<SourceEvent> events) throws InterruptedException {
        return events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static String resident() throws Exception {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("")
                        .replaceAll("\\s+", " ")
                : "";
    }
}
