/**
 * Plays from another server by WHEP: offers to receive, gets encoded frames, and hands them on as they are.
 * {@link io.github.natcast.streamer.internal.pull.PullPlayback} is one playback; signalling and its repetition are
 * those of publishing, since WHIP and WHEP ask the same way.
 */
@NullMarked
package io.github.natcast.streamer.internal.pull;

import org.jspecify.annotations.NullMarked;
