package io.github.natcast.streamer.internal.media.codec;

/**
 * One Opus packet, on its way from the encoder to all viewers. Immutable by agreement: nobody writes to {@code data}.
 *
 * @param data one packet (RFC 6716 §3), not empty
 * @param captureTimeNanos when the first sample that it decodes to was captured, on the scale of
 *     {@link System#nanoTime()}; a frame length after the packet before, or more after silence
 * @param silent whether nothing can be heard in it; of a pause, only a few packets are sent
 */
public record EncodedAudio(byte[] data, long captureTimeNanos, boolean silent) {}
