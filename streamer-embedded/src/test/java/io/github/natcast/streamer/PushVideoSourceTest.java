package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.media.source.FrameKeeper;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PushVideoSourceTest {
    private final PushVideoSource source = new PushVideoSource("simulation");
    private final List<VideoFrame> frames = new ArrayList<>();
    private final FrameKeeper keeper = new FrameKeeper(frames);

    @Test
    void aPushedBufferIsTheCallersAgainAtOnce() {
        source.start(VideoSettings.defaults(), keeper);
        ByteBuffer pixels = ByteBuffer.allocate(4 * 2 * 3).put(0, (byte) 77);

        assertThat(source.push(PixelFormat.BGR, 4, 2, pixels, 5)).isTrue();
        pixels.put(0, (byte) 1);

        VideoFrame frame = frames.get(0);
        assertThat(frame.planes().get(0).bytes().get(0)).isEqualTo((byte) 77);
        assertThat(frame.captureTimeNanos()).isEqualTo(5);
        assertThat(frame.planes().get(0).bytes().isDirect()).isTrue();
    }

    @Test
    void aLentFrameIsReleasedOnceWhenTheLastOneIsDoneWithIt() {
        source.start(VideoSettings.defaults(), keeper);
        AtomicInteger released = new AtomicInteger();
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.NV12.pictureBytes(3, 3));

        assertThat(source.lend(VideoFrame.of(PixelFormat.NV12, 3, 3, pixels, 5, released::incrementAndGet)))
                .isTrue();
        assertThat(released).hasValue(0);
        frames.get(0).release();

        assertThat(released).hasValue(1);
    }

    @Test
    void withoutAPlaybackNothingIsKept() {
        AtomicInteger released = new AtomicInteger();
        ByteBuffer pixels = ByteBuffer.allocateDirect(4);

        assertThat(source.isWanted()).isFalse();
        assertThat(source.lend(VideoFrame.of(PixelFormat.BGRA, 1, 1, pixels, 5, released::incrementAndGet)))
                .isFalse();

        assertThat(released).hasValue(1);
    }

    /** A push that returns false is counted by its reason. */
    @Test
    void countsWhatBecameOfThePictures() {
        assertThat(source.push(PixelFormat.BGRA, 1, 1, ByteBuffer.allocate(4), 5))
                .isFalse();
        assertThat(source.counts()).isEqualTo(new PushVideoSource.Counts(0, 1, 0));

        // The keeper releases none of its frames, so the copies are used up.
        source.start(VideoSettings.defaults(), keeper);
        int taken = 0;
        while (source.push(PixelFormat.BGRA, 1, 1, ByteBuffer.allocate(4), 5)) {
            taken++;
        }
        assertThat(taken).isEqualTo(8);
        assertThat(source.counts()).isEqualTo(new PushVideoSource.Counts(8, 1, 1));

        frames.get(0).release();
        assertThat(source.push(PixelFormat.BGRA, 1, 1, ByteBuffer.allocate(4), 5))
                .isTrue();
        assertThat(source.counts()).isEqualTo(new PushVideoSource.Counts(9, 1, 1));
    }

    @Test
    void aPlaybackThatIsClosedGetsNothingMore() {
        VideoSource.Playback playback = source.start(VideoSettings.defaults(), keeper);
        playback.close();

        assertThat(source.push(PixelFormat.BGRA, 1, 1, ByteBuffer.allocate(4), 5))
                .isFalse();
        assertThat(frames).isEmpty();
    }

    @Test
    void picturesAreLeftOutWhileTheEncodersHoldTooMany() {
        source.start(VideoSettings.defaults(), keeper);
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += source.push(PixelFormat.BGRA, 1, 1, ByteBuffer.allocate(4), i) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(8);

        frames.forEach(VideoFrame::release);
        assertThat(source.push(PixelFormat.BGRA, 1, 1, ByteBuffer.allocate(4), 5))
                .isTrue();
    }

    @Test
    void aBufferThatIsTooSmallIsRefusedWithBothSizes() {
        source.start(VideoSettings.defaults(), keeper);

        assertThatThrownBy(() -> source.push(PixelFormat.I420, 640, 480, ByteBuffer.allocate(1000), 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a 640x480 I420 picture needs 460800 bytes, the buffer has 1000");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_USHORT_565_RGB
            })
    void imagesOfEveryTypeKeepTheirColours(int type) {
        source.start(VideoSettings.defaults(), keeper);
        BufferedImage image = new BufferedImage(5, 3, type);
        image.setRGB(1, 2, 0xFFFF0000);
        image.setRGB(4, 0, 0xFF0000FF);

        source.push(image, 1);
        source.push(image.getSubimage(1, 1, 3, 2), 2);

        assertThat(rgb(frames.get(0), 1, 2)).isEqualTo(0xFF0000);
        assertThat(rgb(frames.get(0), 4, 0)).isEqualTo(0x0000FF);
        assertThat(rgb(frames.get(0), 0, 0)).isZero();
        assertThat(rgb(frames.get(1), 0, 1)).isEqualTo(0xFF0000);
    }

    private static int rgb(VideoFrame frame, int x, int y) {
        PixelFormat format = frame.format().orElseThrow();
        int pixel = format == PixelFormat.BGR ? 3 : 4;
        VideoFrame.Plane plane = frame.planes().get(0);
        int at = y * plane.stride() + x * pixel;
        int first = plane.bytes().get(at) & 0xff;
        int green = plane.bytes().get(at + 1) & 0xff;
        int third = plane.bytes().get(at + 2) & 0xff;
        return format == PixelFormat.RGBA ? first << 16 | green << 8 | third : third << 16 | green << 8 | first;
    }
}
