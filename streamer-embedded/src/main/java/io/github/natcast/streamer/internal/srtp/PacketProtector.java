package io.github.natcast.streamer.internal.srtp;

/**
 * Encrypts and authenticates one viewer's outgoing packets, in place. Confined to the viewer's sender thread. The same
 * packet index must never encrypt two different packets (RFC 3711 §9.1, RFC 7714 §8.4).
 */
public interface PacketProtector {
    /** Room that must be free behind a packet: the longest tag (16 bytes of GCM) plus SRTCP's index. */
    int MAXIMUM_OVERHEAD = 20;

    /** Returns the protected length. */
    int protectRtp(byte[] buffer, int offset, int length);

    /**
     * Protects again a packet that was protected before, up to 2^15 packets of its stream ago: the same bytes, or both
     * are laid open. Returns the protected length, as it was.
     */
    int protectRtpAgain(byte[] buffer, int offset, int length);

    /** Returns the protected length. */
    int protectRtcp(byte[] buffer, int offset, int length);

    /** Forgets the keys; nothing can be protected afterwards. */
    default void erase() {}
}
