package io.github.natcast.streamer.internal.transport.egress;

import java.net.InetSocketAddress;

/**
 * A bound socket that only sends. Confined to one sender thread, but for {@link #close()}, which must come after the
 * last send. Never blocks, and throws nothing for what the network does.
 */
public interface SenderSocket extends AutoCloseable {

    /** Sends one packet. False when the operating system did not take it: the packet is lost, as on a network. */
    boolean send(byte[] packet, int offset, int length, InetSocketAddress remote);

    /**
     * Sends packets that lie one behind the other, each {@code packetLength} bytes long but the last, which may be
     * shorter. They arrive as if each had been sent alone. Returns how many the operating system took; the rest is
     * lost.
     *
     * @param length bytes of all packets
     */
    int sendRun(byte[] packets, int offset, int length, int packetLength, InetSocketAddress remote);

    @Override
    void close();
}
