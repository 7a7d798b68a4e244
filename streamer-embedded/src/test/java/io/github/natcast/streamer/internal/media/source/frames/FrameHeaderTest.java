package io.github.natcast.streamer.internal.media.source.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each value of a header is what the table says, and is refused beyond its limit, which the message names. */
final class FrameHeaderTest {

    /** The numbers as bytes: the table of docs/frame-socket.md, not the code, says where each one is. */
    @Test
    void everyByteHasItsPlace() throws FrameSocketException {
        byte[] bytes = {
            'N', 'C', 'F', 'S', 1, 1, 4, 0, 2, 0, 0, 0, 3, 0, 0, 0, 8, 0, 0, 0, 24, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8
        };

        assertThat(FrameHeader.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)))
                .isEqualTo(new VideoHeader(PixelFormat.RGB, 2, 3, 8, 24, 0x0807060504030201L));
    }

    @ParameterizedTest
    @CsvSource({"1, false, 8", "2, true, 16"})
    void audioHasARateAndChannels(int format, boolean floats, int length) throws FrameSocketException {
        assertThat(FrameHeader.read(FrameBytes.header(2, format, 44_100, 2, 0, length, 7)))
                .isEqualTo(new AudioHeader(floats, 44_100, 2, length, 7));
    }

    @ParameterizedTest(name = "kind {0}, format {1}, {2}x{3}, stride {4}, {5} bytes: {6}")
    @CsvSource(delimiter = '|', textBlock = """
            0 | 1 |     2 |     2 |         0 |         6 | kind 0 is not known; 1 is video and 2 is audio
            1 | 0 |     2 |     2 |         0 |         6 | pixel format 0 is not known; there are 1 I420, 2 NV12
            1 | 7 |     2 |     2 |         0 |         6 | pixel format 7 is not known
            1 | 4 |     0 |     2 |         0 |         6 | the width 0 must be 1 to 16384 pixels
            1 | 4 |    -1 |     2 |         0 |         6 | the width 4294967295 must be 1 to 16384 pixels
            1 | 4 |     2 | 16385 |         0 |         6 | the height 16385 must be 1 to 16384 pixels
            1 | 4 |     2 |     2 |         5 |        10 | must be 0, for no padding, or 6 to 67108864
            1 | 4 |     2 |     2 |        -8 |       -16 | the stride 4294967288 of a 2x2 RGB picture must be 0
            1 | 4 |     2 |     2 | 100000000 | 200000000 | the stride 100000000 of a 2x2 RGB picture must be 0
            1 | 4 |     2 |     2 |         0 |        11 | the length 11 of a 2x2 RGB picture with a stride of 6 must be 12
            1 | 4 |     2 |     2 |         0 |        -1 | the length 4294967295 of a 2x2 RGB picture
            1 | 6 |  4097 |  4096 |         0 |  67125248 | has 67125248 bytes, and at most 67108864 are taken (4096x4096
            1 | 6 | 16384 | 16384 |         0 |1073741824 | has 1073741824 bytes, and at most 67108864 are taken
            2 | 3 | 48000 |     1 |         0 |         4 | sample format 3 is not known; there are 1 signed 16-bit, 2
            2 | 1 |  7999 |     1 |         0 |         4 | the sample rate 7999 must be 8000 to 192000
            2 | 1 |    -1 |     1 |         0 |         4 | the sample rate 4294967295 must be 8000 to 192000
            2 | 1 | 48000 |     9 |         0 |        18 | the number of channels 9 must be 1 to 8
            2 | 1 | 48000 |     1 |         4 |         4 | the stride 4 of audio must be 0
            2 | 1 | 48000 |     1 |         0 |         0 | the length 0 of 1-channel audio at 48000 Hz must be a multiple of 2
            2 | 2 | 48000 |     2 |         0 |        12 | must be a multiple of 8 and at most 384000 bytes, a second
            2 | 1 | 48000 |     1 |         0 |     96002 | must be a multiple of 2 and at most 96000 bytes, a second; split
            2 | 1 | 48000 |     1 |         0 |        -2 | the length 4294967294
            """)
    void aWrongValueIsNamedWithItsLimit(
            int kind, int format, int first, int second, int stride, int length, String message) {
        assertThatThrownBy(() -> FrameHeader.read(FrameBytes.header(kind, format, first, second, stride, length, 0)))
                .isInstanceOf(FrameSocketException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 88, a frame begins with the bytes 58 43 46 53 instead of NCFS",
        "4, 2, version 2 of the header is not known; send 1",
        "7, 1, byte 7 of the header is 1; it must be 0"
    })
    void whatIsNotOurHeaderIsSaid(int place, byte value, String message) {
        ByteBuffer bytes = FrameBytes.header(1, 4, 2, 2, 0, 12, 0).put(place, value);

        assertThatThrownBy(() -> FrameHeader.read(bytes)).hasMessageContaining(message);
    }

    /** Odd sides and a padded row: every sample is at its own place. */
    @ParameterizedTest
    @CsvSource({"I420, 7, 37", "I420, 0, 27", "NV12, 7, 37", "NV12, 0, 27", "RGB, 16, 48", "BGRA, 20, 60"})
    void planesAreWhereTheStrideSays(PixelFormat format, int stride, int length) throws FrameSocketException {
        int number = FrameHeader.numberOf(format);
        VideoHeader header = (VideoHeader) FrameHeader.read(FrameBytes.header(1, number, 5, 3, stride, length, 0));
        ByteBuffer picture = ByteBuffer.allocateDirect(length);
        for (int i = 0; i < length; i++) {
            picture.put(i, (byte) i);
        }

        VideoFrame frame = header.frame(picture, 9, () -> {});

        int begin = 0;
        for (int plane = 0; plane < format.planes(); plane++) {
            VideoFrame.Plane read = frame.planes().get(plane);
            assertThat(Byte.toUnsignedInt(read.bytes().get(0))).isEqualTo(begin);
            assertThat(read.stride()).isGreaterThanOrEqualTo(format.rowBytes(plane, 5));
            begin += read.stride() * format.rows(plane, 3);
        }
        assertThat(begin).isEqualTo(length);
        assertThat(frame.captureTimeNanos()).isEqualTo(9);
    }

    @Test
    void aFloatThatIsNoNumberIsSilence() throws FrameSocketException {
        AudioHeader header = (AudioHeader) FrameHeader.read(FrameBytes.header(2, 2, 48_000, 1, 0, 12, 0));
        ByteBuffer samples = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        samples.putFloat(0.5f)
                .putFloat(Float.NaN)
                .putFloat(Float.NEGATIVE_INFINITY)
                .flip();

        AudioFrame frame = header.frame(samples.order(ByteOrder.BIG_ENDIAN), 0);

        assertThat(frame.samples()).containsExactly(0.5f, 0, 0);
    }
}
