/** What an encoder is: interfaces and values that encodings use and that a media library implements. */
@NullMarked
package io.github.natcast.streamer.internal.media.codec;

import org.jspecify.annotations.NullMarked;
