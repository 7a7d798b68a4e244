package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Path and query of a WHIP URL may be secrets, and reasons go to the log, events and pages. */
final class WhipRefusalsTest {
    private static final URI ENDPOINT = URI.create("https://a.example.org/live/k3y%2D1/whip?secret=s3cret&x=1+1");

    private static String reason(int status, Map<String, List<String>> headers, String body) {
        return new WhipRefusals(ENDPOINT, () -> Instant.EPOCH)
                .of(new WhipResponse(ENDPOINT, status, headers, body))
                .reason();
    }

    @ParameterizedTest
    @CsvSource({
        "/live/k3y%2D1/whip?secret=s3cret&x=1+1, https://a.example.org with the same path",
        "https://b.example.org:8443/live/k3y%2D1/whip?secret=s3cret&x=1+1, https://b.example.org:8443 with the same path",
        "/live/k3y%2D1/whip/?secret=s3cret, https://a.example.org with another path",
        "https://b.example.org/s3cret, https://b.example.org with another path",
        "http://b.example.org/s3cret, 'none of HTTP, or leaves TLS'",
        "rtmp://b.example.org/s3cret, 'none of HTTP, or leaves TLS'"
    })
    void aRedirectIsNamedWithoutWhatMayBeASecret(String location, String named) {
        assertThat(reason(302, Map.of("Location", List.of(location)), ""))
                .endsWith("publish to the URL it names, which is " + named)
                .doesNotContain("s3cret", "k3y");
    }

    @ParameterizedTest
    @CsvSource({
        "404, no stream is available on path 'live/k3y-1'",
        "404, /live/k3y%2D1/whip not found",
        "400, k3y-1: no such key",
        "400, invalid URL ?secret=s3cret&x=1+1",
        "500, token s3cret is of another stream"
    })
    void wordsThatRepeatTheUrlAreLeftOut(int status, String words) {
        assertThat(reason(status, Map.of(), words)).doesNotContain("s3cret", "k3y", words);
    }

    @ParameterizedTest
    @CsvSource({"400, whip: no room for k3y-12", "500, delivery failed"})
    void otherWordsAreQuoted(int status, String words) {
        assertThat(reason(status, Map.of(), words)).contains(": " + words);
    }
}
