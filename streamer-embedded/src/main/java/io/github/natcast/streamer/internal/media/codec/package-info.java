/** Encoders as encodings see them: interfaces, which a media library implements, and their values. */
@NullMarked
package io.github.natcast.streamer.internal.media.codec;

import org.jspecify.annotations.NullMarked;
