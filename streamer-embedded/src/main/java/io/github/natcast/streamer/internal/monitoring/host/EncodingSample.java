package io.github.natcast.streamer.internal.monitoring.host;

/**
 * What one encoding has done since it was opened. Immutable.
 *
 * @param name of format and channel, for people
 * @param encoder FFmpeg's name of the open one
 * @param pictures that were encoded
 * @param dropped that were replaced by newer ones before the encoder was free
 * @param encodeNanos spent on those that were encoded
 */
public record EncodingSample(String name, String encoder, long pictures, long dropped, long encodeNanos) {}
