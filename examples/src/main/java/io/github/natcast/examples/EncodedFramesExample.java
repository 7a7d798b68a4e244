package io.github.natcast.examples;

import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.EncodedVideoSource;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sends pictures that are encoded already, without decoding them. The arguments are a file of VP8 in IVF and the HTTP
 * port; 9000 unless given. A program with an encoder or a camera of its own pushes what comes out of it instead.
 */
public final class EncodedFramesExample {
    private static final int FILE_HEADER = 32;
    private static final int FRAME_HEADER = 12;
    private static final long INTERVAL_NANOS = 40_000_000L;

    private EncodedFramesExample() {}

    public static void main(String[] arguments) throws StreamerException, IOException, InterruptedException {
        Logging.install();
        if (arguments.length == 0) {
            System.err.println("which file? Make one: ffmpeg -i film.mp4 -an -c:v libvpx -g 50 -r 25 film.ivf");
            return;
        }
        EncodedVideoSource source = VideoSource.encoded(arguments[0], VideoCodec.VP8);
        // An encoder would be told here; a file cannot be.
        try (Streamer streamer = Streamer.builder()
                .source(VideoSource.testPattern())
                .httpPort(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9000)
                .build()) {
            streamer.start();
            streamer.show(source);
            System.out.println("watch at " + streamer.address());
            long due = System.nanoTime();
            while (true) {
                due = play(Path.of(arguments[0]), source, due);
            }
        }
    }

    /** Returns when the picture after the last one is due. */
    private static long play(Path file, EncodedVideoSource source, long start)
            throws IOException, InterruptedException {
        long due = start;
        try (InputStream input = Files.newInputStream(file)) {
            input.skipNBytes(FILE_HEADER);
            byte[] header = input.readNBytes(FRAME_HEADER);
            while (header.length == FRAME_HEADER) {
                int length = Integer.reverseBytes(ByteBuffer.wrap(header).getInt());
                byte[] frame = input.readNBytes(length);
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                // The lowest bit of a VP8 frame is 0 in key frames (RFC 6386 §9.1).
                source.push(ByteBuffer.wrap(frame), due, (frame[0] & 1) == 0);
                due += INTERVAL_NANOS;
                header = input.readNBytes(FRAME_HEADER);
            }
        }
        return due;
    }
}
