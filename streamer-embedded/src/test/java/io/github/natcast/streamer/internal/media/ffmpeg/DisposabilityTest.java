package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.bitstream.Disposability;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is called disposable can be left out, and every other frame still decodes to the same picture. */
final class DisposabilityTest {
    private static final int PICTURES = 60;
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(400_000);

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    @ParameterizedTest
    @CsvSource({
        "libsvtav1, 20, ''",
        "libvpx, 20, 'ts_number_layers=2:ts_target_bitrate=240,400:ts_rate_decimator=2,1:ts_periodicity=2"
                + ":ts_layer_id=0,1:ts_layering_mode=2'"
    })
    void theRestDecodesToTheSamePicturesWithoutThem(String name, int least, String layers) throws Exception {
        List<EncodedFrame> frames = encode(layered(name, layers));
        assertThat(frames).filteredOn(EncodedFrame::disposable).hasSizeGreaterThan(least);

        Map<Long, byte[]> all = new LinkedHashMap<>();
        Map<Long, byte[]> needed = new LinkedHashMap<>();
        VideoCodec codec = frames.get(0).codec();
        try (TestDecoder whole = new TestDecoder(codec);
                TestDecoder without = new TestDecoder(codec)) {
            for (EncodedFrame frame : frames) {
                all.put(
                        frame.captureTimeNanos(),
                        whole.decode(frame.data()).orElseThrow().luma());
                if (!frame.disposable()) {
                    needed.put(
                            frame.captureTimeNanos(),
                            without.decode(frame.data()).orElseThrow().luma());
                }
            }
        }
        needed.forEach((time, luma) -> assertThat(luma).as("at %d", time).isEqualTo(all.get(time)));
    }

    @ParameterizedTest
    @CsvSource({"libopenh264", "libvpx", "libaom-av1"})
    void withoutLayersEveryFrameIsNeeded(String name) throws Exception {
        assertThat(encode(EncoderCatalogue.named(name).orElseThrow()))
                .noneMatch(EncodedFrame::disposable)
                .hasSizeGreaterThan(PICTURES / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "00000001 01 88, true",
        "00000001 21 88, false",
        "00000001 61 88, false",
        "00000001 65 88, false",
        "00000001 09 f0 00000001 01 88 000001 01 77, true",
        "00000001 06 05 00000001 41 88, false",
        "00000001 09 f0, false",
        "'', false"
    })
    void nalRefIdcSaysItInH264(String hex, boolean disposable) {
        byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(Disposability.of(VideoCodec.H264).isDisposable(data)).isEqualTo(disposable);
    }

    /** A broken frame is no reason to fail: it counts as needed or not, but nothing is thrown. */
    @ParameterizedTest
    @EnumSource
    void anyBytesCanBeRead(VideoCodec codec) {
        Random random = new Random(7);
        Disposability disposability = Disposability.of(codec);
        for (int round = 0; round < 20_000; round++) {
            byte[] data = new byte[random.nextInt(40)];
            random.nextBytes(data);
            disposability.isDisposable(data);
        }
    }

    @Test
    void aTruncatedAv1UnitIsNeeded() {
        // OBU_FRAME with a size field of 5 bytes, of which 1 is there.
        assertThat(Disposability.of(VideoCodec.AV1).isDisposable(new byte[] {0x32, 5, 0}))
                .isFalse();
    }

    private static EncoderDefinition layered(String name, String layers) {
        EncoderDefinition known = EncoderCatalogue.named(name).orElseThrow();
        Map<String, String> options = new LinkedHashMap<>(known.options());
        if (!layers.isEmpty()) {
            options.put("ts-parameters", layers);
        }
        return new EncoderDefinition(
                name, known.codec(), known.input(), options, known.profiles(), known.unitLimit(), false);
    }

    private static List<EncodedFrame> encode(EncoderDefinition definition) throws Exception {
        List<EncodedFrame> frames = new ArrayList<>();
        EncodingFormat format = EncodingFormat.of(definition.codec());
        try (VideoEncoder encoder = new FfmpegEncoder(definition, format, SMALL)) {
            for (int number = 0; number < PICTURES; number++) {
                VideoFrame picture = TestPictures.i420(320, 180, number, 0);
                encoder.encode(picture, number * SMALL.frameIntervalNanos(), number == 0, frames::add);
                picture.release();
            }
        }
        return frames;
    }
}
