package io.github.natcast.streamer;

/**
 * One of the sizes and rates in which the video is encoded, so that each viewer gets what its path can carry.
 * Immutable. {@link VideoSettings#ladder} lists those of a streamer.
 *
 * @param index 0 for the full one; each further one is smaller
 * @param width of its picture in pixels
 * @param height of its picture in pixels
 * @param bitrate the target of its encoder in bits per second; that of the smallest one may be lowered while it is sent
 */
public record Rendition(int index, int width, int height, int bitrate) {}
