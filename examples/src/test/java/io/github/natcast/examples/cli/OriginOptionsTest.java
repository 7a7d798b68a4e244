package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.security.WebOrigins;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class OriginOptionsTest {
    private static WebOrigins origins(String... line) throws UserException {
        OriginOptions options = new OriginOptions();
        CommandSpec spec = CommandSpec.create();
        spec.addMixin("origins", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(line);
        return options.origins();
    }

    @Test
    void theOwnPageThoseThatAreNamedOrAny() throws Exception {
        assertThat(origins()).isEqualTo(WebOrigins.sameOrigin());
        assertThat(origins("--origin", "any")).isEqualTo(WebOrigins.any());
        assertThat(origins("--origin", "https://a.example, http://b.example:8080", "--origin", "https://c.example"))
                .isEqualTo(WebOrigins.of("https://a.example", "http://b.example:8080", "https://c.example"));
    }

    @Test
    void whatIsNoOriginIsRefusedInWords() {
        assertThatThrownBy(() -> origins("--origin", "a.example"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--origin: origin \"a.example\" must be");
        assertThatThrownBy(() -> origins("--origin", "any,https://a.example")).hasMessageContaining("\"any\"");
    }
}
