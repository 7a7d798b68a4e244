package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A server in a process of its own, as an attack needs it. Confined to one thread. */
interface Victim extends AutoCloseable {
    Target target();

    long pid();

    /** Megabytes of its heap that are reachable, after a collection; -1 when it cannot say so. */
    long heapMegabytes() throws IOException;

    /** Megabytes of log that it has written. */
    double logMegabytes() throws IOException;

    /** The attack begins. */
    default void attacked() throws IOException {}

    @Override
    void close() throws IOException;

    /**
     * Where it listens, and who attacks it from where. Immutable.
     *
     * @param http also takes ICE-TCP
     */
    record Target(Addresses addresses, InetSocketAddress http, InetSocketAddress media) {}
}
