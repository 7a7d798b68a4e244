package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SendingTest {
    private static final EncodingFormat COPIED = EncodingFormat.of(VideoCodec.H264);
    private static final EncodingFormat OTHER = EncodingFormat.of(VideoCodec.VP8);

    private final Sending sending = new Sending("viewers are sent anything");

    @Test
    void whatCameOutIsToBeSent() {
        assertThat(sending.take(10L, Map.of(COPIED, 5L)).due()).isFalse();
        assertThat(sending.take(10L, Map.of(COPIED, 6L)))
                .isEqualTo(new Watchdog.Work("viewers are sent anything", true, 10));
        assertThat(sending.take(10L, Map.of(COPIED, 6L)).due())
                .as("it is still not sent")
                .isTrue();
        assertThat(sending.take(12L, Map.of(COPIED, 6L)).due()).as("it is sent").isFalse();
        assertThat(sending.take(12L, Map.of(COPIED, 6L)).due())
                .as("the source rests")
                .isFalse();
    }

    @Test
    void nobodyIsSentAnythingWhenNobodyWatches() {
        sending.take(10L, Map.of(COPIED, 5L));
        assertThat(sending.take(null, Map.of(COPIED, 9L)).due()).isFalse();
        assertThat(sending.take(0L, Map.of(COPIED, 9L)).due())
                .as("a new viewer")
                .isFalse();
    }

    @Test
    void framesForAPublicationAreNotForThoseWhoWatch() {
        sending.take(10L, Map.of(COPIED, 5L, OTHER, 5L));
        assertThat(sending.take(10L, Map.of(COPIED, 5L, OTHER, 7L)).due()).isFalse();
        assertThat(sending.take(10L, Map.of(COPIED, 6L, OTHER, 9L)).due()).isTrue();
    }

    @Test
    void anEncodingThatSomebodyBeginsToWatchCountsFromThenOn() {
        sending.take(10L, Map.of(COPIED, 5L));
        assertThat(sending.take(10L, Map.of(COPIED, 6L, OTHER, 900L)).due()).isFalse();
        assertThat(sending.take(10L, Map.of(COPIED, 6L, OTHER, 901L)).due()).isTrue();
    }
}
