/** What encoded pictures say of themselves: sizes, profiles, parameter sets, which pictures others depend on. Pure. */
@NullMarked
package io.github.natcast.streamer.internal.media.bitstream;

import org.jspecify.annotations.NullMarked;
