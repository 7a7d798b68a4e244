package io.github.natcast.examples.cli.verify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checks, in the order in which they run: what others build upon comes first. */
enum CheckName {
    FILE,
    PORTS,
    SOURCES,
    ENCODERS,
    CERTIFICATE,
    STUN,
    TUNNEL,
    OFFER,
    TCP,
    UDP,
    WEBSOCKET,
    TURN,
    PUBLISH;

    /** As {@code --only} takes it and {@code --json} shows it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CheckName> find(String word) {
        return Arrays.stream(values()).filter(name -> name.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(CheckName::word).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return word();
    }
}
