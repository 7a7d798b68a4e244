package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class NettyVersionsOnTheClassPathTest {

    @Test
    void oneSeriesThroughoutIsUsableWhateverItsPatches() {
        assertThat(NettyVersions.unusable()).isEmpty();
        assertThat(NettyVersions.unusable(Map.of("netty-common", "4.1.135.Final", "netty-buffer", "4.1.118.Final")))
                .isEmpty();
        assertThat(NettyVersions.unusable(Map.of())).as("a repackaged jar").isEmpty();
    }

    @Test
    void othersAreNamedWithWhatToDo() {
        assertThat(NettyVersions.unusable(Map.of("netty-common", "4.0.56.Final"))
                        .orElseThrow())
                .contains("4.1 or 4.2", "netty-common 4.0.56.Final", "io.netty:netty-bom");
        assertThat(NettyVersions.unusable(Map.of("netty-common", "4.2.18.Final", "netty-buffer", "4.1.135.Final")))
                .isPresent();
    }
}
