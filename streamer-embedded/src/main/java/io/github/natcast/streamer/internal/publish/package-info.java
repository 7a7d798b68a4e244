/**
 * Publishes a channel's stream to a media server by WHIP (RFC 9725): what is asked of the server, and when; when to
 * come back, and when not. Time, randomness, HTTP and media come in through constructors.
 */
@NullMarked
package io.github.natcast.streamer.internal.publish;

import org.jspecify.annotations.NullMarked;
