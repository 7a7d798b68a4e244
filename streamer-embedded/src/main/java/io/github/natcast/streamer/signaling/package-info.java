/**
 * The streamer's signalling for an HTTP server that the program has already: WHEP, WebSocket, page, health and metrics
 * as plain values in and out, without an HTTP library in any signature. Adapters for some servers are in packages
 * below.
 */
@NullMarked
package io.github.natcast.streamer.signaling;

import org.jspecify.annotations.NullMarked;
