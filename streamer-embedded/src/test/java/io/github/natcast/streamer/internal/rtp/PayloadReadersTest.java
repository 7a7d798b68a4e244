package io.github.natcast.streamer.internal.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a packetizer splits, the reader of its format joins to the same bytes; what is not whole, it leaves. */
final class PayloadReadersTest {
    private static final int RUNS = 600;

    @ParameterizedTest
    @EnumSource
    void framesAreWhatTheyWere(VideoCodec codec) throws Exception {
        Random random = new Random(codec.name().hashCode());
        for (int i = 0; i < RUNS; i++) {
            RandomFrames frames = new RandomFrames(codec, random);
            byte[] frame = frames.next();
            List<byte[]> payloads = frames.packetize(frame);

            assertThat(frames.reader().join(payloads)).hasValue(frame);
            assertThat(frames.reader().isFirst(payloads.get(0))).isTrue();
        }
    }

    /** A unit without its first or last fragment is no frame; those between only the sequence numbers tell. */
    @ParameterizedTest
    @EnumSource(names = "VP8", mode = EnumSource.Mode.EXCLUDE)
    void aUnitWithoutItsEndsIsNotJoined(VideoCodec codec) throws Exception {
        Random random = new Random(100 + codec.name().hashCode());
        for (int i = 0; i < RUNS; i++) {
            RandomFrames frames = new RandomFrames(codec, random);
            List<byte[]> payloads = frames.packetize(frames.oneUnit(3 * frames.maximumPayload()));

            assertThat(frames.reader().join(payloads.subList(1, payloads.size())))
                    .isEmpty();
            assertThat(frames.reader().join(payloads.subList(0, payloads.size() - 1)))
                    .isEmpty();
        }
    }

    /** In another order nothing is joined, or something; nothing is thrown. */
    @ParameterizedTest
    @EnumSource
    void anyOrderIsRead(VideoCodec codec) throws Exception {
        Random random = new Random(200 + codec.name().hashCode());
        for (int i = 0; i < RUNS; i++) {
            RandomFrames frames = new RandomFrames(codec, random);
            List<byte[]> payloads = new ArrayList<>(frames.packetize(frames.next()));
            Collections.shuffle(payloads, random);
            frames.reader().join(payloads);
            payloads.forEach(frames.reader()::isFirst);
        }
    }
}
