/**
 * Encoding of raw pictures, once per format for all viewers.
 * {@link io.github.natcast.streamer.internal.media.video.VideoEncodings} is the entry: pictures wait in one place per
 * format, and each format has a thread and a list of encoders. Knows no media library: that is behind
 * {@link io.github.natcast.streamer.internal.media.codec.EncoderFactory}.
 */
@NullMarked
package io.github.natcast.streamer.internal.media.video;

import org.jspecify.annotations.NullMarked;
