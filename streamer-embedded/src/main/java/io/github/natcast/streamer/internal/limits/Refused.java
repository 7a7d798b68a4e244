package io.github.natcast.streamer.internal.limits;

/**
 * What a limit says to who exceeds it. Immutable.
 *
 * @param limit which one, for the metrics
 * @param retryAfterSeconds when it is of use to try again, 1 or more
 * @param message for people: the limit and the setting that raises it
 */
public record Refused(Refusal limit, int retryAfterSeconds, String message) {}
