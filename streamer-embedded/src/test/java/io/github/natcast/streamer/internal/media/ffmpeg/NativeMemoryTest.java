package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.media.source.BadSources;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts bytes, not time: resident memory of the process, and what JavaCPP's pointers hold. */
final class NativeMemoryTest {
    private static final VideoSettings SMALL = VideoSettings.defaults().withSize(320, 180);
    /** A 320x180 picture that leaks has 86 kB; 3000 of them 260 MB. */
    private static final long ALLOWED = 24L << 20;

    @Test
    void encodingThousandsOfFramesDoesNotGrow() throws Exception {
        FfmpegEncoders encoders = new FfmpegEncoders();
        try (VideoEncoder encoder = encoders.open("libopenh264", EncodingFormat.of(VideoCodec.H264), SMALL)) {
            encode(encoder, 0, 500);
            Memory before = Memory.now();
            encode(encoder, 500, 3000);
            Memory.now().assertNotGrownSince(before);
        }
    }

    @Test
    void openingAndClosingEncodersDoesNotGrow() throws Exception {
        FfmpegEncoders encoders = new FfmpegEncoders();
        openAndClose(encoders, 20);
        Memory before = Memory.now();
        openAndClose(encoders, 60);
        Memory.now().assertNotGrownSince(before);
    }

    @Test
    void loopingAFileDoesNotGrow(@TempDir Path folder) throws Exception {
        Path clip = TestMedia.write(folder.resolve("clip.mp4"), 320, 180, 25, 50);
        try (MediaReader reader = MediaReader.open(clip.toString(), SMALL, Duration.ofSeconds(10))) {
            loop(reader, 10);
            Memory before = Memory.now();
            loop(reader, 60);
            Memory.now().assertNotGrownSince(before);
        }
    }

    /** A 16400x64 picture that leaks has 1.5 MB. */
    @Test
    void sourcesThatCannotBeShownLeaveNothing(@TempDir Path folder) throws Exception {
        try (BadSources bad = new BadSources(folder)) {
            List<BadSources.BadSource> local = bad.table().stream()
                    .filter(one -> one.source().name().startsWith(folder.toString()))
                    .toList();
            assertThat(local).hasSizeGreaterThan(8);
            failToPlay(local, 20);
            Memory before = Memory.now();
            failToPlay(local, 60);
            Memory.now().assertNotGrownSince(before);
        }
    }

    private static void failToPlay(List<BadSources.BadSource> sources, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (BadSources.BadSource bad : sources) {
                assertThatThrownBy(() -> play(bad.source().name())).isInstanceOf(MediaSourceException.class);
            }
        }
    }

    private static void play(String file) throws MediaSourceException {
        try (MediaReader reader = MediaReader.open(file, SMALL, Duration.ofSeconds(10))) {
            boolean any = false;
            while (reader.next()) {
                reader.picture(0).release();
                any = true;
            }
            if (!any) {
                throw new MediaSourceException("it has nothing");
            }
        }
    }

    private static void loop(MediaReader reader, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            while (reader.next()) {
                reader.picture(0).release();
            }
            reader.rewind();
        }
    }

    private static void openAndClose(FfmpegEncoders encoders, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (VideoEncoder encoder = encoders.open("libopenh264", EncodingFormat.of(VideoCodec.H264), SMALL)) {
                encode(encoder, 0, 2);
            }
        }
    }

    /** In turn: of the encoder's own size, of a size that is scaled, and on the heap. */
    private static void encode(VideoEncoder encoder, int first, int count) throws Exception {
        ByteBuffer own = ByteBuffer.allocateDirect(PixelFormat.I420.pictureBytes(320, 180));
        ByteBuffer other = ByteBuffer.allocate(PixelFormat.BGRA.pictureBytes(200, 200));
        for (int number = first; number < first + count; number++) {
            VideoFrame picture = number % 2 == 0
                    ? VideoFrame.of(PixelFormat.I420, 320, 180, own, 0)
                    : VideoFrame.of(PixelFormat.BGRA, 200, 200, other, 0);
            encoder.encode(picture, number * SMALL.frameIntervalNanos(), number % 100 == 0, frame -> {});
            picture.release();
        }
    }

    private record Memory(long resident, long pointers) {
        static Memory now() {
            System.gc();
            return new Memory(Pointer.physicalBytes(), Pointer.totalBytes());
        }

        void assertNotGrownSince(Memory before) {
            assertThat(resident - before.resident()).as("resident bytes").isLessThan(ALLOWED);
            assertThat(pointers - before.pointers()).as("bytes of pointers").isLessThan(100_000);
        }
    }
}
