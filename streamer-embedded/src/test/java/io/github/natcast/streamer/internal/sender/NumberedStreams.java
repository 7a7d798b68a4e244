package io.github.natcast.streamer.internal.sender;

/** Streams that begin where a test wants them to, such as just before a wrap. */
public final class NumberedStreams {
    private NumberedStreams() {}

    /** {@code timestampOffset} is added to the clock's ticks. */
    public static void begin(
            ViewerSender viewer,
            Broadcast broadcast,
            StreamParameters parameters,
            int sequenceNumber,
            int timestampOffset) {
        viewer.stream(broadcast, parameters, sequenceNumber, timestampOffset);
    }
}
