package io.github.natcast.streamer.internal.receive;

/**
 * One RTP packet of a stream, whether it came first or again. Immutable by agreement: nobody writes to {@code payload}.
 *
 * @param sequence extended: it does not wrap
 * @param timestamp 32 bits, as in the header
 * @param marker whether it is the last of its picture
 * @param payload its own array; empty for padding alone
 */
record ReceivedPacket(long sequence, int timestamp, boolean marker, byte[] payload) {}
