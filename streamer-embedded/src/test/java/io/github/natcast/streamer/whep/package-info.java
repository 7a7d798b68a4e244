/** A viewer that joins over WHEP without a browser, for tests and measurements. */
@NullMarked
package io.github.natcast.streamer.whep;

import org.jspecify.annotations.NullMarked;
