package io.github.natcast.streamer.internal.transport;

/**
 * Where one sender thread's packets leave: a socket, or the choice of one. Confined to that thread, but for
 * {@link #close()}, which must come after the last send. Neither blocks nor allocates per packet, and throws nothing
 * for what the network does.
 */
public interface MediaEgress extends AutoCloseable {

    /**
     * Sends one protected packet to {@link MediaPath#remote()}. Returns false when the operating system did not take
     * it: the packet is lost, as on a network.
     */
    boolean send(byte[] packet, int offset, int length, MediaPath path);

    /**
     * Sends protected packets that lie one behind the other, each {@code packetLength} bytes long but the last, which
     * may be shorter. They arrive as if {@link #send} had sent each, which is what happens unless there is a cheaper
     * way. Returns how many packets the operating system took; the rest is lost.
     *
     * @param length bytes of all packets
     */
    default int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        int sent = 0;
        for (int done = 0; done < length; done += packetLength) {
            if (send(packets, offset + done, Math.min(packetLength, length - done), path)) {
                sent++;
            }
        }
        return sent;
    }

    /**
     * Whether there is room on the path, so that a packet sent now leaves soon; what waits can be left out as long as
     * it was not sent. Always true over UDP, which keeps no queue that anybody can see.
     */
    default boolean isWritable(MediaPath path) {
        return true;
    }

    /** How many bytes were sent and wait in this process for the path's TCP connection; 0 over UDP. */
    default long backlog(MediaPath path) {
        return 0;
    }

    @Override
    void close();
}
