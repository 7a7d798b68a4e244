package io.github.natcast.streamer.internal.sender;

/** Counts all packets of a viewer, over its streams. Confined to the viewer's sender thread. */
final class TransportSequence {
    private int next;

    /** Modulo 2^16. */
    int take() {
        int taken = next;
        next = (next + 1) & 0xFFFF;
        return taken;
    }
}
