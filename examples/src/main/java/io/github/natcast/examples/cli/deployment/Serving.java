package io.github.natcast.examples.cli.deployment;

import java.time.Duration;

/**
 * What the server does on purpose, of that which other programs have to know. Immutable.
 *
 * @param keepPrivate whether answers name the private addresses beside the public ones
 * @param keepUncovered whether answers name the private addresses of a family without a public one
 * @param drain how long those who watch may go on after the signal to end, 0 to 3600 s
 */
public record Serving(boolean keepPrivate, boolean keepUncovered, Duration drain) {
    /** Of a server without these flags. */
    public static final Serving USUAL = new Serving(false, false, Duration.ZERO);
}
