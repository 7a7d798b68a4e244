/**
 * An embeddable WebRTC streamer: it takes pictures and audio, encodes them once per codec, and sends them to any number
 * of browsers over one UDP port.
 *
 * <p>Start with {@link io.github.natcast.streamer.Streamer#builder()}. The other types are arguments of the builder and
 * reports of a running streamer:
 *
 * <ul>
 *   <li>sources: {@link io.github.natcast.streamer.VideoSource} and its kinds,
 *       {@link io.github.natcast.streamer.PushVideoSource} and {@link io.github.natcast.streamer.RawVideoSource};
 *       frames: {@link io.github.natcast.streamer.VideoFrame}, {@link io.github.natcast.streamer.AudioFrame};
 *   <li>settings: {@link io.github.natcast.streamer.VideoSettings}, {@link io.github.natcast.streamer.AudioSettings};
 *   <li>viewers: {@link io.github.natcast.streamer.Viewer}, {@link io.github.natcast.streamer.ViewerStats},
 *       {@link io.github.natcast.streamer.StreamerListener}.
 * </ul>
 *
 * <p>The packages below {@code io.github.natcast.streamer.internal} are not API: they may change in every release.
 */
@NullMarked
package io.github.natcast.streamer;

import org.jspecify.annotations.NullMarked;
