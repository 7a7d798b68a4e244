/** WebSocket, WHEP, page and health on one HTTP server; knows no media. */
@NullMarked
package io.github.natcast.streamer.internal.signaling;

import org.jspecify.annotations.NullMarked;
