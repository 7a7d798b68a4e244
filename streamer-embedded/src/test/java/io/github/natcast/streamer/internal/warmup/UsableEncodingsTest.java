package io.github.natcast.streamer.internal.warmup;

import static io.github.natcast.streamer.H264Profile.CONSTRAINED_BASELINE;
import static io.github.natcast.streamer.H264Profile.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UsableEncodingsTest {
    private static final EncodingFormat BASELINE_FORMAT = EncodingFormat.h264(CONSTRAINED_BASELINE);
    private static final EncodingFormat MAIN_FORMAT = EncodingFormat.h264(MAIN);
    private static final EncodingFormat VP8 = EncodingFormat.of(VideoCodec.VP8);

    private final TestEncoders encoders = new TestEncoders("magic");

    @Test
    void mainIsOfferedBesideConstrainedBaselineButNotOpened() throws Exception {
        UsableEncodings choice = warmUp(VideoSettings.defaults());

        assertThat(choice.codecs()).containsExactly(VideoCodec.H264, VideoCodec.VP8);
        assertThat(choice.h264Profiles()).containsExactly(CONSTRAINED_BASELINE, MAIN);
        assertThat(encoders.opened).containsExactly(BASELINE_FORMAT, VP8);
    }

    @Test
    void mainIsTheWarmOneWhereItIsPreferred() throws Exception {
        UsableEncodings choice = warmUp(VideoSettings.defaults().withH264Profile(MAIN));

        assertThat(choice.h264Profiles()).containsExactly(MAIN, CONSTRAINED_BASELINE);
        assertThat(encoders.opened).containsExactly(MAIN_FORMAT, VP8);
    }

    @Test
    void mainThatCannotBeMadeLeavesConstrainedBaseline() throws Exception {
        encoders.refused.add(MAIN_FORMAT);

        UsableEncodings choice = warmUp(VideoSettings.defaults().withH264Profile(MAIN));

        assertThat(choice.codecs()).containsExactly(VideoCodec.H264, VideoCodec.VP8);
        assertThat(choice.h264Profiles()).containsExactly(CONSTRAINED_BASELINE);
    }

    @Test
    void mainThatNoEncoderHasByNameIsNotOffered() throws Exception {
        encoders.unknown.add(MAIN_FORMAT);

        assertThat(warmUp(VideoSettings.defaults()).h264Profiles()).containsExactly(CONSTRAINED_BASELINE);
    }

    @Test
    void withoutAnyCodecTheReasonOfEachIsSaidAndWhatToChange() {
        encoders.refused.addAll(Set.of(MAIN_FORMAT, BASELINE_FORMAT, VP8));

        assertThatThrownBy(() -> warmUp(VideoSettings.defaults().withH264Profile(MAIN)))
                .isInstanceOf(EncoderException.class)
                .hasMessage(
                        "nothing here encodes H264 (magic cannot make H264), VP8 (magic cannot make VP8); install what"
                                + " the encoders need, or let other codecs be sent: H264 and VP8 are encoded by software on"
                                + " every host");
        assertThatThrownBy(() -> warmUp(VideoSettings.defaults().withEncoder("magic")))
                .hasMessage("the encoder that is to be used does not work here: H264 (magic cannot make H264); install"
                        + " what it needs, name another one, or none: then the first one that works is taken");
    }

    private UsableEncodings warmUp(VideoSettings settings) throws Exception {
        try (VideoEncodings encodings =
                new VideoEncodings(settings, encoders, System::nanoTime, () -> {}, event -> {})) {
            return UsableEncodings.warmUp(List.of(VideoCodec.H264, VideoCodec.VP8), settings, encoders, encodings);
        }
    }
}
