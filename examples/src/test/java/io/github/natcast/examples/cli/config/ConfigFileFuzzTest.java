package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code natcast.toml}: either a deployment and flags, or an error in one line that names a place in it. */
public final class ConfigFileFuzzTest extends FuzzTargetTest {
    private static final ConfigFileFuzzTest TARGET = new ConfigFileFuzzTest();
    private static final Pattern PLACED =
            Pattern.compile("natcast\\.toml(?::(?<line>\\d+):(?<column>\\d+): | has more than ).+");
    /** The parser keeps an object for each letter. */
    private static final long BYTES_PER_CHARACTER = 4_000;

    private static final long FIXTURES = 1 << 20;

    private static final Surroundings OUTSIDE = new Surroundings(
            Map.of("SECRET", "north"),
            file -> "secret\n",
            name -> List.of(IpAddress.parse("192.0.2.1").orElseThrow()));

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    /** Reads a file and says what it is, or refuses. */
    @FunctionalInterface
    private interface Reader {
        List<Object> read(String toml) throws UserException;
    }

    @Override
    protected void check(byte[] input) {
        check(ConfigFileFuzzTest::read, input);
    }

    /** Has a value of another type, or of none of the choices, end in an exception. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                toml -> {
                    try {
                        return read(toml);
                    } catch (UserException e) {
                        if (String.valueOf(e.getMessage()).contains(" must be ")) {
                            throw new IllegalArgumentException(e);
                        }
                        throw e;
                    }
                },
                input);
    }

    private static List<Object> read(String toml) throws UserException {
        ConfigFile file = ConfigFile.parse(Path.of("natcast.toml"), toml, OUTSIDE);
        Deployment deployment = file.deployment();
        return List.of(deployment, Layers.arguments(file.flags()));
    }

    private static void check(Reader reader, byte[] input) {
        String toml = new String(input, StandardCharsets.UTF_8);
        List<Object> read;
        try {
            read = reader.read(toml);
        } catch (UserException refused) {
            place(toml, String.valueOf(refused.getMessage()));
            return;
        }
        try {
            Promise.keeps("the same each time", reader.read(toml).equals(read));
        } catch (UserException refused) {
            throw new AssertionError("broken: what was read is read again", refused);
        }
    }

    private static void place(String toml, String message) {
        Promise.keeps("a refusal is one line", message.chars().noneMatch(Character::isISOControl), message);
        Matcher placed = PLACED.matcher(message);
        Promise.keeps("it begins with its place", placed.matches(), message);
        if (placed.group("line") != null) {
            long lines = 1 + toml.chars().filter(c -> c == '\n' || c == '\r').count();
            Promise.keeps("a line of the text", Integer.parseInt(placed.group("line")) >= 1, message);
            Promise.atMost("a line of the text", Integer.parseInt(placed.group("line")), lines);
            Promise.keeps("a column", Integer.parseInt(placed.group("column")) >= 1, message);
        }
    }

    @Override
    protected long mostAllocated(int length) {
        return FIXTURES + BYTES_PER_CHARACTER * length;
    }
}
