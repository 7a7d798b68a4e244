package io.github.natcast.streamer.internal.media.source.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The newest picture wins, all audio is heard, and the same buffers are used again. */
final class FrameIntakeTest {
    private static final int NOW = 1_000;

    /** An encoder that is stuck: it holds every picture. */
    private static final class HoldingSink implements MediaSink {
        final List<VideoFrame> held = new ArrayList<>();
        final List<AudioFrame> heard = new ArrayList<>();

        @Override
        public void onVideo(VideoFrame frame) {
            held.add(frame);
        }

        @Override
        public void onAudio(AudioFrame frame) {
            heard.add(frame);
        }

        @Override
        public void onEnd() {}

        @Override
        public void onFailure(MediaSourceException failure) {
            throw new AssertionError(failure);
        }
    }

    private final HoldingSink sink = new HoldingSink();
    private int wakeUps;
    private final FrameIntake intake = new FrameIntake(sink, () -> NOW, () -> wakeUps++);
    private final FrameParser parser = new FrameParser(intake);

    private void send(ByteBuffer bytes) throws FrameSocketException {
        while (bytes.hasRemaining()) {
            ByteBuffer target = parser.target();
            int piece = Math.min(target.remaining(), bytes.remaining());
            target.put(bytes.slice(bytes.position(), piece));
            bytes.position(bytes.position() + piece);
            parser.advance();
        }
    }

    private void sendPicture(int value) throws FrameSocketException {
        send(FrameBytes.picture(PixelFormat.RGB, 8, 4, value, value));
    }

    private static List<Long> times(List<VideoFrame> frames) {
        return frames.stream().map(VideoFrame::captureTimeNanos).toList();
    }

    @Test
    void aStuckSinkGetsTheNewestPictureAsSoonAsItLetsOneGo() throws FrameSocketException {
        for (int value = 1; value <= 100; value++) {
            sendPicture(value);
        }
        assertThat(times(sink.held)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(wakeUps).isZero();

        sink.held.get(3).release();
        assertThat(wakeUps).isEqualTo(1);
        intake.deliverWaiting();

        assertThat(sink.held.get(8).captureTimeNanos()).isEqualTo(100);
        assertThat(sink.held.get(8).planes().get(0).bytes().get(0)).isEqualTo((byte) 100);
        assertThat(sink.held.get(4).planes().get(0).bytes().get(0)).isEqualTo((byte) 5);
        assertThat(intake.pictures()).isEqualTo(100);
        assertThat(intake.dropped()).isEqualTo(91);
    }

    @Test
    void audioGoesOnWhileThePicturesWait() throws FrameSocketException {
        for (int i = 1; i <= 50; i++) {
            sendPicture(i);
            send(FrameBytes.audio(2, i, (short) 16_384, (short) -32_768));
        }

        assertThat(sink.heard)
                .hasSize(50)
                .extracting(AudioFrame::captureTimeNanos)
                .isSorted()
                .endsWith(50L);
        assertThat(sink.heard.get(49).samples()).containsExactly(0.5f, -1f);
        assertThat(sink.heard.get(49).channels()).isEqualTo(2);
    }

    @Test
    void aTimeOfZeroIsTheTimeOfArrival() throws FrameSocketException {
        send(FrameBytes.picture(PixelFormat.I420, 4, 4, 1, 0));
        send(FrameBytes.audio(1, 0, (short) 1));

        assertThat(sink.held.get(0).captureTimeNanos()).isEqualTo(NOW);
        assertThat(sink.heard.get(0).captureTimeNanos()).isEqualTo(NOW);
    }

    /** A thousand pictures, released at once, later or out of order, are in ten buffers. */
    @Test
    void noBufferIsAllocatedForEachPicture() throws FrameSocketException {
        Set<Object> buffers = new HashSet<>();
        for (int value = 0; value < 1_000; value++) {
            buffers.add(System.identityHashCode(parserBufferFor(value)));
            if (value % 3 != 0 && !sink.held.isEmpty()) {
                sink.held.remove(value % sink.held.size()).release();
                intake.deliverWaiting();
            }
        }

        assertThat(buffers).hasSizeLessThanOrEqualTo(FrameIntake.MOST_LENT + 2);
    }

    private ByteBuffer parserBufferFor(int value) throws FrameSocketException {
        ByteBuffer bytes = FrameBytes.picture(PixelFormat.RGB, 8, 4, value, value + 1);
        send(bytes.slice(0, 32));
        ByteBuffer target = parser.target();
        send(bytes.slice(32, bytes.limit() - 32));
        return target;
    }

    /** Many clients that leave in the middle of a picture take no buffer with them. */
    @Test
    void theBufferOfAnUnfinishedPictureComesBack() throws FrameSocketException {
        for (int i = 0; i < 30; i++) {
            FrameParser cutOff = new FrameParser(intake);
            cutOff.target().put(FrameBytes.picture(PixelFormat.RGB, 8, 4, 1, 1).slice(0, 32));
            cutOff.advance();
            assertThat(cutOff.isWithinFrame()).isTrue();
            intake.abandon();
        }
        sendPicture(7);

        assertThat(times(sink.held)).containsExactly(7L);
    }
}
