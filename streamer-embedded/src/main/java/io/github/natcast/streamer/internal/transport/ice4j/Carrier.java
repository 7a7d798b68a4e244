package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.MediaPath;

/** What takes wrapped packets to a TURN server. One sender thread sends; the questions are thread-safe. */
interface Carrier {

    /**
     * Sends one ChannelData message, without padding. Never blocks; false when it is lost.
     *
     * @param toServer the path to the server, whose remote address is the server's
     */
    boolean carry(byte[] message, int length, MediaPath toServer);

    /** Whether it is a TCP connection. */
    boolean isTcp();

    /** As {@link io.github.natcast.streamer.internal.transport.MediaEgress#isWritable}. */
    boolean isWritable();

    /** As {@link io.github.natcast.streamer.internal.transport.MediaEgress#backlog}. */
    long backlog();
}
