package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.security.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class TlsOptionsTest {
    private static TlsOptions options(String line) {
        TlsOptions options = new TlsOptions();
        CommandSpec spec = CommandSpec.create();
        spec.addMixin("tls", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(line.isEmpty() ? new String[0] : line.split(" "));
        return options;
    }

    @Test
    void bothFilesMakeHttps() throws Exception {
        TlsSettings settings =
                options("--tls-certificate c.pem --tls-key k.pem").settings().orElseThrow();
        assertThat(settings.certificate()).isEqualTo(Path.of("c.pem"));
        assertThat(settings.key()).isEqualTo(Path.of("k.pem"));
        assertThat(settings.hsts()).isEmpty();
        assertThat(options("--tls-certificate c.pem --tls-key k.pem --hsts")
                        .settings()
                        .orElseThrow()
                        .hsts())
                .hasValue(Duration.ofDays(365));
        assertThat(options("").settings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--tls-certificate c.pem,        --tls-certificate needs --tls-key",
        "--tls-key k.pem,                --tls-key is of no use without --tls-certificate",
        "--hsts,                         --hsts is of no use without --tls-certificate"
    })
    void oneAloneIsRefusedInWords(String line, String words) {
        assertThatThrownBy(options(line)::settings)
                .isInstanceOf(UserException.class)
                .hasMessageContaining(words);
    }
}
