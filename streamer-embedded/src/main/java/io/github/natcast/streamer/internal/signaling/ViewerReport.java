package io.github.natcast.streamer.internal.signaling;

/**
 * What the page saw of its video ({@code viewer_report}), read once. Immutable.
 *
 * @param firstFrameShown whether a frame has been shown, by the page's {@code timings.firstFrame}
 * @param json the whole message, at most 16 kB, for the log
 */
public record ViewerReport(boolean firstFrameShown, String json) {}
