package io.github.natcast.streamer.internal.media.video;

/**
 * What became of one encoder. Immutable.
 *
 * @param encoder FFmpeg's name
 * @param opened whether it opened
 * @param message the reason why it was refused or given up; empty while it works
 * @param millis how long opening took, or failing
 */
public record EncoderAttempt(String encoder, boolean opened, String message, long millis) {}
