/** Plays what another server streams by WHEP, without decoding it. */
@NullMarked
package io.github.natcast.streamer.whep;

import org.jspecify.annotations.NullMarked;
