package io.github.natcast.streamer.internal.signaling;

/**
 * What the page reports about its video in a {@code viewer_report}. Immutable.
 *
 * @param firstFrameShown whether the page has shown a frame: its {@code timings.firstFrame} is there
 * @param json the whole message for the log, at most 16 384 characters
 */
public record ViewerReport(boolean firstFrameShown, String json) {}
