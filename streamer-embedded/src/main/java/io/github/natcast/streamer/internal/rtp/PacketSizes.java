package io.github.natcast.streamer.internal.rtp;

/** How large packets may become, in bytes. */
public final class PacketSizes {
    /**
     * The largest UDP payload: fits 1280 (IPv6's smallest MTU) less 40 (IPv6) less 8 (UDP) with 32 to spare for a
     * tunnel or TURN's ChannelData header.
     */
    public static final int MAXIMUM_DATAGRAM = 1200;

    /** RFC 3550 §5.1, without contributing sources, which are never sent. */
    public static final int RTP_HEADER = 12;

    /**
     * Room for a block of header extensions. The longest takes 4 (RFC 8285 §4.1) + 4 (playout delay) + 9 (absolute
     * capture time) + 3 (transport-wide sequence number); of the other 4, a retransmission takes 2 (RFC 4588 §4).
     */
    public static final int MAXIMUM_HEADER_EXTENSIONS = 24;

    /** The tag of AEAD_AES_128_GCM (RFC 7714 §13.2); the 10 bytes of HMAC-SHA1-80 are less. */
    public static final int MAXIMUM_TAG = 16;

    /** The largest RTP payload: 1200 - 12 - 24 - 16 = 1148. */
    public static final int MAXIMUM_PAYLOAD = MAXIMUM_DATAGRAM - RTP_HEADER - MAXIMUM_HEADER_EXTENSIONS - MAXIMUM_TAG;

    private PacketSizes() {}
}
