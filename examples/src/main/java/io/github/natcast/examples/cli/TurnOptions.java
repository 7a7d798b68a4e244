package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.topology.IceServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The secret that is shared with TURN servers. */
final class TurnOptions {
    static final String VARIABLE = "NATCAST_TURN_SECRET";

    private final Map<String, String> environment;

    @Option(
            names = "--turn-secret",
            paramLabel = "SECRET",
            description = "The secret that is shared with the TURN servers (coturn's static-auth-secret): those without"
                    + " username and credential get ones that expire. Other users of this host see it in the list of"
                    + " processes; better name a file, or set " + VARIABLE + ".")
    private @Nullable String secret;

    @Option(
            names = "--turn-secret-file",
            paramLabel = "FILE",
            description = "A file whose first line is the secret of --turn-secret.")
    private @Nullable Path secretFile;

    @Option(
            names = "--turn-ttl",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = TtlConverter.class,
            description = "How long the credentials made from the secret are valid, 1m to 24h.")
    private Duration ttl;

    TurnOptions() {
        this(System.getenv());
    }

    TurnOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param servers all servers that are given */
    void applyTo(StreamerBuilder builder, List<IceServer> servers) throws UserException {
        String given = secret(servers);
        if (given != null) {
            builder.turnSecret(given).turnTtl(ttl);
        }
    }

    /** A variable may be set for other programs too; what is written in the command is meant. */
    @Nullable
    String secret(List<IceServer> servers) throws UserException {
        if (secret != null && secretFile != null) {
            throw new UserException("--turn-secret and --turn-secret-file are the same secret; give one of them");
        }
        if (secret != null) {
            return secret;
        }
        if (secretFile != null) {
            return BoundedInput.firstLine(secretFile);
        }
        boolean needed =
                servers.stream().anyMatch(server -> server.missingCredential().isPresent());
        return needed ? environment.get(VARIABLE) : null;
    }

    /** {@code 90s}, {@code 30m}, {@code 1h}; without a unit, seconds. */
    static final class TtlConverter implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smh]?)");

        @Override
        public Duration convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("\"" + value + "\" is not a time; examples are 90s, 30m, 1h");
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofSeconds(number);
            };
        }
    }
}
