package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;

/**
 * What the page reports about its video in a {@code viewer_report}. Immutable.
 *
 * @param firstFrameShown whether the page has shown a frame: its {@code timings.firstFrame} is there
 * @param playing what it says of its video; empty before there is any
 * @param problem why the page has no picture, in one line of at most 400 characters, if it says so
 * @param json the whole message for the log in one line, at most 16 384 characters
 */
public record ViewerReport(boolean firstFrameShown, Optional<Playing> playing, Optional<String> problem, String json) {

    /**
     * How a page plays; a client may say what it likes, but no number here is negative or not finite.
     *
     * @param framesDecoded so far
     * @param framesDropped so far: decoded, and too late to be shown
     * @param framesPerSecond that were decoded since its last sample
     * @param decodeMillis that one took on average
     * @param bufferMillis that one waited in the jitter buffer
     */
    public record Playing(
            long framesDecoded, long framesDropped, double framesPerSecond, double decodeMillis, double bufferMillis) {}
}
