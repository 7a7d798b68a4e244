package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.EncodedUnit;

/**
 * Where the pictures and the audio go that the source on air has encoded itself. Immutable.
 *
 * @param pictures the first unit of a source is a key frame
 * @param audio Opus packets
 */
public record EncodedOutputs(SourceSwitch.Output<EncodedUnit> pictures, SourceSwitch.Output<Packet> audio) {

    /**
     * One Opus packet (RFC 6716 §3), whose bytes nobody writes to.
     *
     * @param captureTimeNanos of its first sample
     */
    public record Packet(byte[] data, long captureTimeNanos) {}

    static EncodedOutputs none() {
        return new EncodedOutputs((unit, first) -> {}, (packet, first) -> {});
    }
}
