/**
 * Encoding of raw pictures, once per codec for all viewers. {@link io.github.natcast.streamer.encode.VideoPipeline} is the
 * entry: sources meet in a switch, pictures wait in one place per codec, and each codec has a thread and a ladder of
 * encoders. Knows no media library: that is behind {@link io.github.natcast.streamer.encode.EncoderFactory}.
 */
@NullMarked
package io.github.natcast.streamer.encode;

import org.jspecify.annotations.NullMarked;
