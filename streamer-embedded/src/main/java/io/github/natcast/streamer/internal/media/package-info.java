/** Pictures and audio on their way from a source to the encoders. */
@NullMarked
package io.github.natcast.streamer.internal.media;

import org.jspecify.annotations.NullMarked;
