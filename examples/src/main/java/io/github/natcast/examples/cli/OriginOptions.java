package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.security.WebOrigins;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whose web pages may watch. */
final class OriginOptions {
    private static final String ANY = "any";

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            split = ",",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Web pages of other sites that may watch, too, such as https://www.example.org;"
                    + " \"any\" admits those of every site. Otherwise the streamer's own page alone may, and"
                    + " programs that are no browsers.")
    private List<String> origins = new ArrayList<>();

    void applyTo(StreamerBuilder builder) throws UserException {
        builder.origins(origins());
    }

    WebOrigins origins() throws UserException {
        List<String> given = origins.stream().map(String::trim).toList();
        if (given.isEmpty()) {
            return WebOrigins.sameOrigin();
        }
        if (given.equals(List.of(ANY))) {
            return WebOrigins.any();
        }
        try {
            return WebOrigins.of(given);
        } catch (IllegalArgumentException e) {
            throw new UserException("--origin: " + e.getMessage(), e);
        }
    }
}
