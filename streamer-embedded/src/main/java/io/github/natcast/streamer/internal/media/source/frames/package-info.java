/**
 * Frames from another process: a source that listens on a Unix or TCP socket. The messages are described in
 * docs/frame-socket.md. {@link io.github.natcast.streamer.internal.media.source.frames.FrameHeader},
 * {@link io.github.natcast.streamer.internal.media.source.frames.FrameParser} and
 * {@link io.github.natcast.streamer.internal.media.source.frames.FrameIntake} know no socket.
 */
@NullMarked
package io.github.natcast.streamer.internal.media.source.frames;

import org.jspecify.annotations.NullMarked;
