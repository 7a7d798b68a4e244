package io.github.natcast.streamer.internal.rtp;

import io.github.natcast.streamer.internal.media.codec.EncodedFrame;

/** Splits one encoding's frames into RTP payloads. Confined to the encoder's thread; may remember earlier frames. */
public interface Packetizer {

    /**
     * Returns the payloads of one frame; none when the frame holds nothing that is sent.
     *
     * @throws UnpacketizableFrameException when the frame cannot be sent in this payload format as it is
     */
    PacketizedFrame packetize(EncodedFrame frame) throws UnpacketizableFrameException;
}
