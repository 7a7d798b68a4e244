package io.github.natcast.streamer;

/** Checks of values that a program passes in: each message names the value, what it is, and its limits. Stateless. */
final class Checks {
    private Checks() {}

    /** @throws IllegalArgumentException when the value is outside the range, whose bounds belong to it */
    static void requireRange(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(name + " " + value + " must be " + minimum + " to " + maximum);
        }
    }
}
