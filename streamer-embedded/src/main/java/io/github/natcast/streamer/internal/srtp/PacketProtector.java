package io.github.natcast.streamer.internal.srtp;

/**
 * Encrypts and authenticates one viewer's outgoing packets, in place. Confined to the viewer's sender thread. The same
 * packet index must never be encrypted twice: to send a packet again, keep its protected bytes.
 */
public interface PacketProtector {
    /** Room that must be free behind a packet: the longest tag (16 bytes of GCM) plus SRTCP's index. */
    int MAXIMUM_OVERHEAD = 20;

    /** Returns the protected length. */
    int protectRtp(byte[] buffer, int offset, int length);

    /** Returns the protected length. */
    int protectRtcp(byte[] buffer, int offset, int length);
}
