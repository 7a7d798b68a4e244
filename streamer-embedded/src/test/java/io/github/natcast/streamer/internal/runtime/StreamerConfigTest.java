package io.github.natcast.streamer.internal.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StreamerConfigTest {

    @Test
    void aSilenceOutOfRangeIsNamedWithItsLimits() {
        StreamerBuilder builder = Streamer.builder().standbyAfter(Duration.ofMillis(199));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the silence before the standby is shown, 199 ms, must be 200 to 60000 ms");
    }

    @Test
    void aTcpPortOutOfRangeIsNamedWithItsLimits() {
        assertThatThrownBy(() -> Streamer.builder().tcpPort(65_536).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TCP port 65536 must be 0 to 65535");
        assertThatThrownBy(() -> Streamer.builder().publicTcp("51.161.209.200", 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public port must not be 9");
    }
}
