/** Signalling on the JDK's own HTTP server. It has no WebSocket: viewers come by WHEP. */
@NullMarked
package io.github.natcast.streamer.httpserver;

import org.jspecify.annotations.NullMarked;
