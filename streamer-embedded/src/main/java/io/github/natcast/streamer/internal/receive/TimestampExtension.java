package io.github.natcast.streamer.internal.receive;

/** Counts on where RTP timestamps of 32 bits wrap. Confined to its stream's thread. */
final class TimestampExtension {
    private boolean begun;
    private long last;

    /** The number nearest to the last one. */
    long extend(int timestamp) {
        last = begun ? last + (timestamp - (int) last) : timestamp & 0xFFFF_FFFFL;
        begun = true;
        return last;
    }
}
