package io.github.natcast.streamer.internal.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a path loses, repeats and delays: each frame comes with the bytes that were sent, in order, or not at all.
 */
final class LossyPathTest {
    private static final int RUNS = 12;
    private static final int FRAMES = 150;

    @ParameterizedTest
    @EnumSource
    void withoutLossEveryFrameComes(VideoCodec codec) throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            LossyPath path = new LossyPath(codec, new Random(seed), 0, 30, seed % 2 == 0);
            path.run(FRAMES);
            assertThat(path.received()).as("seed %d", seed).isEqualTo(path.sent());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLostIsAskedForAndComes(VideoCodec codec) throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            LossyPath path = new LossyPath(codec, new Random(seed), 10, 10, seed % 2 == 0);
            path.run(FRAMES);
            assertThat(path.received()).as("seed %d", seed).isEqualTo(path.sent());
        }
    }

    @ParameterizedTest
    @EnumSource
    void onAPathThatLosesMostNoFrameIsWrongOrOutOfOrder(VideoCodec codec) throws Exception {
        int any = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            LossyPath path = new LossyPath(codec, new Random(seed), 45, 30, seed % 2 == 0);
            path.run(FRAMES);
            any += path.received().size();
            assertThat(path.sent()).as("seed %d", seed).containsSubsequence(path.received());
            assertThat(path.requests()).as("bounded requests, seed %d", seed).isLessThan(path.packets() * 8);
        }
        assertThat(any).isPositive();
    }
}
