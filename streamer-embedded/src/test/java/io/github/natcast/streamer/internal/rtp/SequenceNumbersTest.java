package io.github.natcast.streamer.internal.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceNumbersTest {
    @ParameterizedTest
    @CsvSource({"0,1,1", "65535,0,1", "0,65535,-1", "10,10,0", "65000,500,1036", "0,32767,32767", "0,32768,-32768"})
    void measuresTheShorterWayRound(int from, int to, int distance) {
        assertThat(SequenceNumbers.distance(from, to)).isEqualTo(distance);
        assertThat(SequenceNumbers.isNewer(to, from)).isEqualTo(distance > 0);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "65534,65535", "65535,0"})
    void countsOnAcrossTheWrap(int number, int next) {
        assertThat(SequenceNumbers.next(number)).isEqualTo(next);
    }
}
