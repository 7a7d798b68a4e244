package io.github.natcast.streamer.internal.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicHostTest {
    private static final IpAddress ADDRESS = IpAddress.parse("203.0.113.7").orElseThrow();

    private static PublicHost parse(String text) {
        return PublicHost.parse(text, OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "media.example.org,  media.example.org",
        "Media.Example.ORG., media.example.org",
        "localhost,          localhost",
        "my_host,            my_host",
        "bücher.example,     xn--bcher-kva.example",
        "3com.example,       3com.example",
    })
    void aNameIsLookedUpInAscii(String text, String name) {
        assertThat(parse(text)).hasToString(name);
        assertThat(parse(text).addresses(asked -> asked.equals(name) ? List.of(ADDRESS) : List.of()))
                .containsExactly(PublicAddress.of("203.0.113.7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "300.1.2.3", "1.2.3", "12", "0x7f.1", "a b", "a..b", "-a.example", "a/b", "http://a"})
    void whatIsNeitherAnAddressNorANameIsRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void anAddressIsNotLookedUp() {
        assertThat(PublicHost.parse("2001:db8::7", OptionalInt.of(40_111)).addresses(name -> List.of()))
                .containsExactly(PublicAddress.of("2001:db8::7", 40_111));
    }

    @Test
    void aNameWithAPortHasThatUdpPort() {
        assertThat(PublicHost.parse("media.example", OptionalInt.of(40_111)).addresses(name -> List.of(ADDRESS)))
                .containsExactly(PublicAddress.of("203.0.113.7", 40_111));
    }
}
