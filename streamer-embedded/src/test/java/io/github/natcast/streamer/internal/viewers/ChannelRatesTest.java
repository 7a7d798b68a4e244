package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Host;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ChannelRatesTest {
    private static final EncodingFormat FULL = EncodingFormat.of(VideoCodec.H264);
    private static final EncodingFormat SMALL = FULL.withRendition(1);
    private static final long SECOND = 1_000_000_000;

    private List<EncodingStatus> status = List.of();
    private int asked;
    private final ChannelRates rates = new ChannelRates(
            () -> {
                asked++;
                return status;
            },
            () -> 30);

    private Host at(EncodingFormat format, double seconds) {
        return rates.host(format, Duration.ZERO, Math.round((seconds - 3) * SECOND));
    }

    private static EncodingStatus encoding(
            EncodingFormat format, int subscribers, long pictures, long frames, long dropped) {
        return new EncodingStatus(
                format,
                Optional.of("cpu"),
                Optional.empty(),
                List.of(),
                1_000_000,
                subscribers,
                true,
                pictures,
                frames,
                0,
                0,
                dropped,
                0);
    }

    @Test
    void knowsNothingBeforeASecondHasPassed() {
        status = List.of(encoding(FULL, 1, 100, 100, 0));

        assertThat(at(FULL, 0)).isEqualTo(new Host(30, -1, -1, Optional.empty(), 0, 0));
        assertThat(at(FULL, 0.5).sourceRate()).isNegative();
        assertThat(asked).as("once for all viewers").isEqualTo(1);
    }

    @Test
    void remembersForSomeSecondsThatTheHostWasLate() {
        rates.host(FULL, Duration.ofMillis(180), 0);

        assertThat(rates.host(FULL, Duration.ofMillis(3), 2 * SECOND).worstLateness())
                .isEqualTo(180);
        assertThat(rates.host(FULL, Duration.ofMillis(3), 2 * SECOND).lateness())
                .isEqualTo(3);
        assertThat(rates.host(FULL, Duration.ofMillis(7), 3 * SECOND).worstLateness())
                .isEqualTo(7);
    }

    @Test
    void countsWhatTheSourceGaveAndWhatCameOut() {
        status = List.of(encoding(FULL, 2, 100, 100, 10), encoding(SMALL, 1, 50, 50, 0));
        at(FULL, 0);
        status = List.of(encoding(FULL, 2, 120, 118, 50), encoding(SMALL, 1, 110, 110, 0));

        assertThat(at(FULL, 2).sourceRate()).isCloseTo(30, Offset.offset(0.01));
        assertThat(at(FULL, 2).encodedRate()).isCloseTo(9, Offset.offset(0.01));
        assertThat(at(SMALL, 2).encodedRate()).isCloseTo(30, Offset.offset(0.01));
    }

    @Test
    void framesThatASourceHasEncodedItselfAreItsPictures() {
        status = List.of(encoding(FULL, 1, 0, 100, 0));
        at(FULL, 0);
        status = List.of(encoding(FULL, 1, 0, 125, 0));

        assertThat(at(FULL, 1).sourceRate()).isCloseTo(25, Offset.offset(0.01));
    }

    @Test
    void whatHasJustBegunIsNotCalledSlow() {
        status = List.of(encoding(FULL, 0, 100, 100, 0));
        at(FULL, 0);
        status = List.of(encoding(FULL, 1, 102, 102, 0));

        assertThat(at(FULL, 1).sourceRate()).isNegative();
        assertThat(at(FULL, 1).encodedRate()).isNegative();
    }
}
