package io.github.natcast.streamer.internal.transport.nat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.IceServers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NatSettingsTest {

    @Test
    void nothingIsWantedUnlessAServerIsGiven() {
        assertThat(NatSettings.none().isEmpty()).isTrue();
        assertThat(new NatSettings(List.of("stun:stun.example.org"), IceServers.none()).isEmpty())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "stun.example.org,            is not an ICE server URL",
        "stun:stun.example.org:70000, 70000",
        "stuns:stun.example.org,      must be asked by UDP",
        "turn:turn.example.org,       write stun:host:port"
    })
    void whatIsNoStunServerIsNamedWithTheFix(String url, String expected) {
        assertThatThrownBy(() -> new NatSettings(List.of(url), IceServers.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
