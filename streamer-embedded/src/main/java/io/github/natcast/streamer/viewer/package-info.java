/** One viewer's life: its state is derived from what ICE and DTLS report. */
@NullMarked
package io.github.natcast.streamer.viewer;

import org.jspecify.annotations.NullMarked;
