package io.github.natcast.examples.cli.deploy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whose files are written. */
enum Kind {
    FRP,
    COTURN,
    COMPOSE,
    KUBERNETES,
    NFTABLES,
    SYSTEMD,
    NGINX,
    MEDIAMTX;

    /** As the command line has it. */
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String tokens() {
        return Arrays.stream(values()).map(Kind::token).collect(Collectors.joining(", "));
    }

    /** By token. */
    static final class Converter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String value) {
            return Arrays.stream(values())
                    .filter(kind -> kind.token().equals(value.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("\"" + value + "\" is none of " + tokens()));
        }
    }
}
