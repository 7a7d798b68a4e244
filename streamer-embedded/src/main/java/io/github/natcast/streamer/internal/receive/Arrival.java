package io.github.natcast.streamer.internal.receive;

/**
 * When a packet came. Immutable.
 *
 * @param nanos on the scale of {@link System#nanoTime()}
 * @param wallNtpNanos by the wall clock, nanoseconds since 1900
 */
public record Arrival(long nanos, long wallNtpNanos) {}
