package io.github.natcast.streamer.transport;

/** A socket of one sender thread. Confined to that thread; neither blocks nor allocates per packet. */
public interface MediaEgress extends AutoCloseable {

    /** Sends one protected packet. False when the operating system had no room: the packet is lost, as on a network. */
    boolean send(byte[] packet, int offset, int length, MediaPath path);

    @Override
    void close();
}
