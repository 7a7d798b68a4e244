package io.github.natcast.streamer.internal.receive;

/**
 * One whole frame. Immutable by agreement.
 *
 * @param data in the form of an encoder's
 * @param timestamp the RTP timestamp, 32 bits
 */
record ReceivedFrame(byte[] data, int timestamp) {}
