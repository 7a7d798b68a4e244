package io.github.natcast.streamer.internal.rate;

/** The renditions of one encoding's source, the full one first. Thread-safe; rates may change while they are sent. */
public interface Renditions {

    /** 1 to 3. */
    int count();

    /** The present target of rendition {@code index}, in bits per second of payload. */
    long bitsPerSecond(int index);
}
