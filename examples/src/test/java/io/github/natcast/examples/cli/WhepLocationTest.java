package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhepLocationTest {
    @ParameterizedTest
    @CsvSource({
        "whep:https://origin.example.org/whep/live, whep:https://origin.example.org/whep/live",
        "whep:http://127.0.0.1:8080/whep?token=secret, whep:http://127.0.0.1:8080/whep",
        "whep://media.example.org:8889/live/whep, whep:http://media.example.org:8889/live/whep",
        "wheps://media.example.org/live/whep, whep:https://media.example.org/live/whep"
    })
    void aUrlOfEachSpellingIsASourceWhoseNameHasNoSecret(String location, String name) {
        assertThat(WhepLocation.is(location)).isTrue();
        assertThat(WhepLocation.source(location, Optional.empty()).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"whep:", "whep:live", "whep:ftp://host/x", "whep:https://user:pass@host/x", "whep:http://a b"})
    void anythingElseSaysWhatToWrite(String location) {
        assertThatThrownBy(() -> WhepLocation.source(location, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whep:https://origin.example.org/whep/live")
                .hasMessageNotContaining("pass");
    }

    @Test
    void otherSourcesAreNone() {
        assertThat(WhepLocation.is("film.mp4")).isFalse();
        assertThat(WhepLocation.is("frames:/run/whep")).isFalse();
    }
}
