package io.github.natcast.streamer.internal.rate;

/** What each rendition needs of a path. Immutable but for the renditions' rates. Bits per second on the wire. */
record Ladder(Renditions renditions) {
    /** RTP header and extensions, SRTP's tag, UDP and IP: about 80 bytes to 1100 of payload. */
    private static final double HEADERS = 1.07;

    int lowest() {
        return renditions.count() - 1;
    }

    /** What rendition {@code index} needs beside the audio. */
    long required(int index, long audio) {
        return (long) (renditions.bitsPerSecond(index) * HEADERS) + audio;
    }

    /** The best one from {@code first} on that the estimate carries; the lowest one when none does. */
    int fitting(int first, long estimate, long audio) {
        for (int i = first; i < lowest(); i++) {
            if (required(i, audio) <= estimate) {
                return i;
            }
        }
        return lowest();
    }

    /** What of an estimate is left for a rendition's payload. */
    static long forVideo(long estimate, long audio) {
        return Math.max(0, (long) ((estimate - audio) / HEADERS));
    }
}
