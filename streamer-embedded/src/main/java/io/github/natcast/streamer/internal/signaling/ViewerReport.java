package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;

/**
 * What the page reports about its video in a {@code viewer_report}. Immutable.
 *
 * @param firstFrameShown whether the page has shown a frame: its {@code timings.firstFrame} is there
 * @param problem why the page has no picture, in one line of at most 400 characters, if it says so
 * @param json the whole message for the log in one line, at most 16 384 characters
 */
public record ViewerReport(boolean firstFrameShown, Optional<String> problem, String json) {}
