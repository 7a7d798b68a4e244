package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.BoundedInput;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a file refers to outside itself. Immutable.
 *
 * @param environment the variables that hold secrets
 * @param files the files that hold secrets
 * @param lookup the addresses of a name; none when it has none
 */
record Surroundings(Map<String, String> environment, SecretFiles files, Function<String, List<IpAddress>> lookup) {

    /** Reads a file that holds a secret. */
    @FunctionalInterface
    interface SecretFiles {
        String read(Path file) throws UserException;
    }

    /** This host's own files and names. */
    static Surroundings of(Map<String, String> environment) {
        return new Surroundings(environment, BoundedInput::utf8, Surroundings::addresses);
    }

    Surroundings with(Function<String, List<IpAddress>> otherLookup) {
        return new Surroundings(environment, files, otherLookup);
    }

    private static List<IpAddress> addresses(String name) {
        try {
            return Stream.of(InetAddress.getAllByName(name)).map(IpAddress::of).toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
