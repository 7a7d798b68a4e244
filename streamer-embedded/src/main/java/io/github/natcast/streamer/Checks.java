package io.github.natcast.streamer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of values that a program passes in: each message names the value, what it is, and its limits. Stateless. */
final class Checks {
    /** Digits and dots, or a colon: what {@link InetAddress#getByName} takes without a look-up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%\\w]*");

    private Checks() {}

    /**
     * The value.
     *
     * @param setting its name in the builder
     * @param remedy what to do instead, as an imperative
     * @throws NullPointerException when it is null
     */
    static <T> T given(String setting, @Nullable T value, String remedy) {
        if (value == null) {
            throw new NullPointerException(setting + " must not be null; " + remedy);
        }
        return value;
    }

    /**
     * A copy of the list.
     *
     * @throws NullPointerException when it or an element is null
     */
    static <T> List<T> givenAll(String setting, @Nullable List<? extends @Nullable T> values, String remedy) {
        List<T> all = new ArrayList<>();
        for (T value : given(setting, values, remedy)) {
            all.add(given("an element of " + setting, value, remedy));
        }
        return List.copyOf(all);
    }

    /**
     * The text.
     *
     * @throws IllegalArgumentException when it is blank
     */
    static String notBlank(String setting, @Nullable String text, String remedy) {
        String given = given(setting, text, remedy);
        if (given.isBlank()) {
            throw new IllegalArgumentException(setting + " \"" + given + "\" must not be blank; " + remedy);
        }
        return given;
    }

    /**
     * An address of this host as it was written. Names are never looked up: what is bound must be what was written.
     *
     * @throws IllegalArgumentException when it is no IPv4 or IPv6 literal
     */
    static String literal(String setting, @Nullable String address) {
        String text = given(setting, address, "write 0.0.0.0 for every address of this host");
        try {
            if (LITERAL.matcher(text).matches()) {
                InetAddress.getByName(text);
                return text;
            }
        } catch (UnknownHostException notAnAddress) {
            // Refused below, with a message that names a valid address.
        }
        throw new IllegalArgumentException(
                setting + " \"" + text + "\" must be an IPv4 or IPv6 address of this host, such as 0.0.0.0");
    }

    /** @throws IllegalArgumentException when the value is outside the range, whose bounds belong to it */
    static void requireRange(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(name + " " + value + " must be " + minimum + " to " + maximum);
        }
    }
}
