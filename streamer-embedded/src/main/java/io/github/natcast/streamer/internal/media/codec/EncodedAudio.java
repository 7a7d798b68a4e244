package io.github.natcast.streamer.internal.media.codec;

/**
 * One Opus packet, on its way from the encoder to all viewers. Immutable by agreement: nobody writes to {@code data}.
 *
 * @param data one packet (RFC 6716 §3), not empty
 * @param captureTimeNanos when the first sample that it decodes to was captured, on the scale of
 *     {@link System#nanoTime()}; a frame length after the packet before, or more after silence
 * @param silent whether there is nothing to hear in it; of a pause, only few packets are given out
 */
public record EncodedAudio(byte[] data, long captureTimeNanos, boolean silent) {}
