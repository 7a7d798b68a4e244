package io.github.natcast.streamer.internal.transport;

/** A socket of one sender thread. Confined to that thread; neither blocks nor allocates per packet. */
public interface MediaEgress extends AutoCloseable {

    /** Sends one protected packet. False when the operating system had no room: the packet is lost, as on a network. */
    boolean send(byte[] packet, int offset, int length, MediaPath path);

    /**
     * Sends protected packets that lie one behind the other, each {@code packetLength} bytes long but the last, which
     * may be shorter. What arrives is what {@link #send} would send for each, which is what happens unless there is a
     * cheaper way. Returns how many packets the operating system took; the rest is lost.
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

    @Override
    void close();
}
