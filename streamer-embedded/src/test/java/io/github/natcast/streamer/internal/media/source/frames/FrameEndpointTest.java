package io.github.natcast.streamer.internal.media.source.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "/run/frames, unix:/run/frames",
        "frames, unix:frames",
        "unix:/run/frames, unix:/run/frames",
        "tcp:9100, tcp:127.0.0.1:9100",
        "tcp:localhost:9100, tcp:localhost:9100",
        "tcp:0.0.0.0:65535, tcp:0.0.0.0:65535",
        "tcp:[::1]:9100, tcp:[::1]:9100"
    })
    void threeFormsAreRead(String text, String read) {
        assertThat(FrameEndpoint.parse(text)).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''              | is not where frames can come from; write a path, unix:PATH or tcp:HOST:PORT
            unix:           | "unix:" is not where frames can come from
            unix:///run/x   | "unix:///run/x" is not where frames can come from
            http://host/x   | "http://host/x" is not where frames can come from
            tcp:            | "tcp:" is not where frames can come from
            tcp:localhost   | "tcp:localhost" is not where frames can come from
            tcp:::1:9100    | "tcp:::1:9100" is not where frames can come from
            tcp://host:9100 | "tcp://host:9100" is not where frames can come from
            tcp:0           | port 0 in "tcp:0" is not 1 to 65535
            tcp:host:70000  | port 70000 in "tcp:host:70000" is not 1 to 65535
            """)
    void anythingElseIsNamed(String text, String message) {
        assertThatThrownBy(() -> FrameEndpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPathThatTheKernelDoesNotTakeIsRefusedAtOnce() {
        assertThat(FrameEndpoint.parse("/" + "x".repeat(106))).isNotNull();
        assertThatThrownBy(() -> FrameEndpoint.parse("/" + "x".repeat(107)))
                .hasMessageContaining("has 108 bytes, and a Unix socket's path has at most 107; use a shorter folder");
    }
}
