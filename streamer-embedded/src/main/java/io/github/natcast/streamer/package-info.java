/**
 * An embeddable WebRTC streamer: pictures and audio in, encoded once, sent to any number of browsers over one UDP port.
 *
 * <p>Start with {@link io.github.natcast.streamer.Streamer#builder()}. The rest of this package is what its builder
 * takes and what a running streamer reports:
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
 * <p>Nothing below {@code io.github.natcast.streamer.internal} is API: it may change with every release.
 */
@NullMarked
package io.github.natcast.streamer;

import org.jspecify.annotations.NullMarked;
