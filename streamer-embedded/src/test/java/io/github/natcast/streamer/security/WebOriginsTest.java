package io.github.natcast.streamer.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebOriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://www.example.org,      https://www.example.org",
        "HTTPS://WWW.Example.org,      https://www.example.org",
        "https://www.example.org:443,  https://www.example.org",
        "http://www.example.org:80,    http://www.example.org",
        "http://www.example.org:443,   http://www.example.org:443",
        "http://localhost:3000,        http://localhost:3000",
        "http://my_host,               http://my_host",
        "https://[2001:DB8::1]:8443,   https://[2001:db8::1]:8443",
        "http://192.168.1.10:0080,     http://192.168.1.10"
    })
    void originsAreWrittenAsBrowsersWriteThem(String given, String expected) {
        assertThat(WebOrigins.of(given).listed()).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.org",
                "https://www.example.org/",
                "https://www.example.org/app",
                "ws://www.example.org",
                "https://user@www.example.org",
                "https://",
                "https://*.example.org",
                "https://a.example https://b.example",
                "null",
                "*",
                ""
            })
    void whatIsNoOriginIsRefusedWithAnExample(String given) {
        assertThatThrownBy(() -> WebOrigins.of(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + given + "\"")
                .hasMessageContaining("https://www.example.org");
    }

    @Test
    void aPortOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> WebOrigins.of("https://a.example:65536")).hasMessageContaining("1 to 65535");
    }

    @Test
    void noneIsSaidByAnotherName() {
        assertThatThrownBy(() -> WebOrigins.of(List.of())).hasMessageContaining("sameOrigin()");
    }

    @Test
    void equalWhereTheyAllowTheSame() {
        assertThat(WebOrigins.of("https://a.example:443", "http://b.example"))
                .isEqualTo(WebOrigins.of("http://b.example", "https://a.example"))
                .hasSameHashCodeAs(WebOrigins.of("http://b.example", "https://a.example"))
                .isNotEqualTo(WebOrigins.sameOrigin());
        assertThat(WebOrigins.any()).isNotEqualTo(WebOrigins.sameOrigin()).hasToString("any");
        assertThat(WebOrigins.sameOrigin()).hasToString("same origin");
    }
}
