package io.github.natcast.streamer.internal.rtp;

import java.util.List;
import java.util.Optional;

/**
 * Joins the payloads of a frame again, the inverse of a {@link Packetizer}. Stateless: which payloads are one frame's,
 * and whether one is missing, the packets' headers say. Never throws for what a peer sends.
 */
public interface PayloadReader {

    /**
     * Whether a frame can begin with this payload; asked where the packet before it is unknown. Not of an empty one.
     */
    boolean isFirst(byte[] payload);

    /**
     * The frame, in the form of an encoder's: Annex B for H.264 and H.265, one frame for VP8, one temporal unit of OBUs
     * with sizes for AV1.
     *
     * @param payloads all of a frame in order, none empty
     * @return empty when they are no whole frame of this format
     */
    Optional<byte[]> join(List<byte[]> payloads);
}
