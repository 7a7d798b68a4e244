package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PublicUrlTest {
    private static final URI LOCAL = URI.create("http://127.0.0.1:9000/");

    @Test
    void aKnownPortIsShownAndAnUnknownOneIsSaidToBeTheLocalOne() {
        assertThat(PublicUrl.lines(LOCAL, List.of("51.161.209.200"), OptionalInt.of(10110)))
                .containsExactly("public http://51.161.209.200:10110/");
        assertThat(PublicUrl.lines(LOCAL, List.of("media.example", "media.example"), OptionalInt.empty()))
                .containsExactly("public http://media.example:9000/ where TCP port 9000 is forwarded");
    }

    @Test
    void aUrlIsWrittenAsBrowsersWriteIt() {
        assertThat(PublicUrl.lines(URI.create("https://127.0.0.1:9443/"), List.of("2001:db8::1"), OptionalInt.of(443)))
                .containsExactly("public https://[2001:db8::1]/");
        assertThat(PublicUrl.lines(LOCAL, List.of(), OptionalInt.of(80))).isEmpty();
    }
}
