package io.github.natcast.streamer.internal.media.source.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource.Playback;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client of examples/python plays into a sink. */
@Timeout(120)
final class PythonClientTest {
    private static final VideoSettings ANY = VideoSettings.defaults();

    @TempDir
    private Path folder;

    private Path path;
    private FrameSocketSource source;

    @BeforeEach
    void python() {
        assumeThat(PythonProgram.isThere()).as("python3 is there").isTrue();
        path = folder.resolve("frames");
        source = new FrameSocketSource(path.toString());
    }

    /** All formats, odd sides, an array of three dimensions and padded rows: each byte and each time arrives. */
    @Test
    void picturesAndTimesAreThoseThatWereSent() throws Exception {
        List<String> wrong = new CopyOnWriteArrayList<>();
        RecordingSink sink = new RecordingSink(frame -> wrong.addAll(deviations(frame)));
        try (Playback playing = source.start(ANY, sink);
                PythonProgram program = PythonProgram.script("""
                        import sys
                        from natcast_frames import FrameSender, VIDEO_FORMATS, picture_bytes
                        number = 0
                        def pixels(size):
                            return bytes((i * 7 + number) % 251 for i in range(size))
                        with FrameSender(sys.argv[1]) as sender:
                            for format in VIDEO_FORMATS:
                                for width, height, stride in ((1, 1, 0), (7, 5, 0), (640, 360, 0), (6, 3, 30)):
                                    number += 1
                                    size = picture_bytes(width, height, format, stride)
                                    assert sender.send_video(pixels(size), width, height, format, number, stride)
                            number += 1
                            array = memoryview(pixels(5 * 7 * 3)).cast("B", (5, 7, 3))
                            assert sender.send_video(array, capture_ns=number)
                            print(sender.wanted, sender.dropped)
                        """, path.toString())) {
            playing.setActive(true);
            assertThat(program.line()).isEqualTo("True 0");
            List<String> pictures = sink.awaitPictures(25);

            assertThat(wrong).isEmpty();
            assertThat(pictures).startsWith("1x1 I420 at 1", "7x5 I420 at 2").endsWith("7x5 RGB at 25");
        }
    }

    /** The samples of a plane that differ from what the program above sends. */
    private static List<String> deviations(VideoFrame frame) {
        PixelFormat format = frame.format().orElseThrow();
        List<String> found = new CopyOnWriteArrayList<>();
        int offset = 0;
        for (int plane = 0; plane < format.planes(); plane++) {
            ByteBuffer bytes = frame.planes().get(plane).bytes();
            for (int i = 0; i < bytes.limit(); i++) {
                if (Byte.toUnsignedInt(bytes.get(i)) != ((offset + i) * 7L + frame.captureTimeNanos()) % 251) {
                    found.add(frame.width() + "x" + frame.height() + " " + format + ", plane " + plane + ", byte " + i);
                }
            }
            offset += frame.planes().get(plane).stride() * format.rows(plane, frame.height());
        }
        return found;
    }

    @Test
    void audioOfBothKindsArrives() throws Exception {
        QueueSink sink = new QueueSink();
        try (Playback playing = source.start(ANY, sink);
                PythonProgram program = PythonProgram.script("""
                        import array, sys
                        from natcast_frames import FrameSender
                        with FrameSender(sys.argv[1]) as sender:
                            print(sender.send_audio(array.array("h", [16384, -32768]), 44100, 2, capture_ns=1))
                            sender.send_audio(array.array("f", [0.25, -1]), capture_ns=2)
                            sender.send_audio(b"\\0\\x40", format="s16", capture_ns=3)
                        """, path.toString())) {
            playing.setActive(true);
            assertThat(program.line()).isEqualTo("True");
            assertThat(sink.next()).isEqualTo("audio [0.5, -1.0] at 1");
            assertThat(sink.next()).isEqualTo("audio [0.25, -1.0] at 2");
            assertThat(sink.next()).isEqualTo("audio [0.5] at 3");
        }
    }

    @Test
    void theClientComesBackByItself() throws Exception {
        QueueSink first = new QueueSink();
        Playback playback = source.start(ANY, first);
        try (PythonProgram program = PythonProgram.script("""
                import sys, time
                from natcast_frames import FrameSender
                with FrameSender(sys.argv[1], retry_seconds=0.01) as sender:
                    while True:
                        sender.send_video(b"\\1\\1\\1", 1, 1, capture_ns=5)
                        time.sleep(0.005)
                """, path.toString())) {
            assertThat(program.pid()).isPositive();
            assertThat(first.next()).isEqualTo("1x1 RGB of 1 at 5");
            playback.close();

            QueueSink second = new QueueSink();
            playback = source.start(ANY, second);
            assertThat(second.next()).isEqualTo("1x1 RGB of 1 at 5");
        } finally {
            playback.close();
        }
    }

    /** The client is not held up, loses nothing by itself, and the sink gets its newest picture next. */
    @Test
    void theNewestPictureWinsWhileTheSinkIsStuck() throws Exception {
        List<VideoFrame> held = new CopyOnWriteArrayList<>();
        RecordingSink sink = new RecordingSink(frame -> held.add(frame.retain()));
        try (Playback playing = source.start(ANY, sink);
                PythonProgram program = PythonProgram.script("""
                        import sys
                        from natcast_frames import FrameSender
                        with FrameSender(sys.argv[1]) as sender:
                            for number in range(1, 101):
                                sender.send_video(bytes([number]) * 300_000, 400, 250, capture_ns=number)
                                sender.send_audio(b"\\0\\0" * 480, format="s16", capture_ns=number)
                            print(sender.dropped)
                            input()
                        """, path.toString())) {
            playing.setActive(true);
            assertThat(program.line()).isEqualTo("0");
            sink.awaitAudio(100);
            assertThat(held).hasSize(FrameIntake.MOST_LENT);

            held.get(0).release();
            assertThat(sink.awaitPictures(FrameIntake.MOST_LENT + 1)).endsWith("400x250 RGB at 100");
            assertThat(held.get(FrameIntake.MOST_LENT).planes().get(0).bytes().get(299_999))
                    .isEqualTo((byte) 100);
        }
    }

    @Test
    void whatTheSourceRefusesIsRaisedInItsWords() throws Exception {
        try (Playback playing = source.start(ANY, new QueueSink());
                PythonProgram program = PythonProgram.script("""
                        import sys
                        from natcast_frames import FrameError, FrameSender
                        with FrameSender(sys.argv[1], retry_seconds=0) as sender:
                            try:
                                while True:
                                    sender.send_audio(b"\\0\\0", 7999, format="s16")
                            except FrameError as wrong:
                                print(wrong)
                            second = FrameSender(sys.argv[1])
                            sender.poll()
                            print(second.send_video(b"123", 1, 1), second.problem)
                        """, path.toString())) {
            playing.setActive(true);
            assertThat(program.line()).isEqualTo("the sample rate 7999 must be 8000 to 192000");
            assertThat(program.line()).startsWith("False another client delivers; its place is free when");
        }
    }

    /** natcast hangs, or the machine is overloaded: a program that draws must not wait. */
    @Test
    void aSenderThatDoesNotBlockKeepsTheNewestPictureAndAllAudio() throws Exception {
        try (ServerSocketChannel hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hanging.bind(UnixDomainSocketAddress.of(path));
            try (PythonProgram program = PythonProgram.script("""
                    import sys
                    from natcast_frames import FrameSender
                    with FrameSender(sys.argv[1], block=False) as sender:
                        for number in range(1, 11):
                            sender.send_video(bytes([number]) * 3_000_000, 1000, 1000, capture_ns=number)
                            sender.send_audio(b"\\0\\0" * 480, format="s16", capture_ns=number)
                        print(sender.dropped)
                    """, path.toString())) {
                int dropped = Integer.parseInt(program.line());
                assertThat(dropped).isBetween(8, 9);
                RecordingSink sink = new RecordingSink(frame -> {});
                FrameParser parser = new FrameParser(new FrameIntake(sink, () -> 0, () -> {}));
                try (SocketChannel accepted = hanging.accept()) {
                    accepted.write(FrameReply.WANTED.bytes(""));
                    while (accepted.read(parser.target()) >= 0) {
                        parser.advance();
                    }
                }
                assertThat(sink.awaitPictures(10 - dropped)).endsWith("1000x1000 RGB at 10");
                assertThat(sink.awaitAudio(10)).isEqualTo(10);
            }
        }
    }

    @Test
    void theDemonstrationMovesAndSounds() throws Exception {
        RecordingSink sink = new RecordingSink(frame -> {});
        try (Playback playing = source.start(ANY, sink);
                PythonProgram program = PythonProgram.file("natcast_frames.py", "--demo", path.toString())) {
            playing.setActive(true);
            assertThat(sink.awaitPictures(5)).allMatch(picture -> picture.startsWith("640x360 RGB at "));
            assertThat(sink.awaitAudio(5)).isGreaterThanOrEqualTo(5);
            assertThat(program.pid()).isPositive();
        }
    }

    @Test
    void theAvatarFlashesAndBeepsAtOnce() throws Exception {
        List<Boolean> bright = new CopyOnWriteArrayList<>();
        RecordingSink sink = new RecordingSink(
                frame -> bright.add(frame.planes().get(0).bytes().get(0) == -1));
        try (Playback playing = source.start(ANY, sink);
                PythonProgram program = PythonProgram.file("avatar.py", path.toString(), "8")) {
            playing.setActive(true);
            List<String> pictures = sink.awaitPictures(8);
            assertThat(bright).containsExactly(true, true, true, true, true, false, false, false);
            sink.awaitAudio(8);
            assertThat(sink.loud()).isEqualTo(bright);
            assertThat(pictures).allMatch(picture -> picture.startsWith("1280x720 RGB at "));
            assertThat(program.line()).isEqualTo("ended");
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(sink.lastPictureTime() - sink.firstPictureTime()))
                .isEqualTo(7 * 40);
    }
}
