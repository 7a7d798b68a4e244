package io.github.natcast.streamer.internal.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class BudgetedEncodersTest {

    /** A source that has encoded its pictures is decoded for some viewers in every channel. */
    @Test
    void decodersAreOpenedBesideTheBudget() throws Exception {
        ChannelLimits one = new ChannelLimits(1, 1, OptionalInt.of(1), true);
        BudgetedEncoders encoders = new BudgetedEncoders(new FfmpegEncoders(), one, () -> false);
        try (VideoDecoder decoder = encoders.openDecoder(VideoCodec.H264)) {
            assertThat(decoder).isNotNull();
            assertThat(encoders.open()).isZero();
        }
    }
}
