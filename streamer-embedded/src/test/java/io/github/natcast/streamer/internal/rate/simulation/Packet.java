package io.github.natcast.streamer.internal.rate.simulation;

import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import org.jspecify.annotations.Nullable;

/**
 * A packet on its way.
 *
 * @param bytes on the wire
 * @param number of the media packet, which a resent one shares; -1 for padding and audio
 * @param frame whose part it is; null for padding and audio
 */
record Packet(
        int bytes,
        PacketKind kind,
        int transportNumber,
        long number,
        @Nullable Frame frame,
        long sent) {

    /**
     * An encoded frame.
     *
     * @param order counts the frames of a rendition
     * @param reference the order of the frame that it needs; -1 for a key frame
     */
    record Frame(int rendition, long order, long reference, boolean disposable, int bytes, long captured) {
        boolean isKey() {
            return reference < 0;
        }
    }
}
