package io.github.natcast.streamer.internal.channels;

/** Thrown when as many channels are open as may be. */
public final class TooManyChannelsException extends Exception {
    private static final long serialVersionUID = 1L;

    TooManyChannelsException(int maximum) {
        super("all " + maximum + " channels are open; close one, or raise the streamer's maximumChannels");
    }
}
