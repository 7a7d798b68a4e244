/**
 * DTLS-SRTP (RFC 5764) with one viewer: the handshake in either role, the check of the offered fingerprint, and the end
 * of the connection. The only package that knows Bouncy Castle, so the loopback clients are here too.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.dtls;

import org.jspecify.annotations.NullMarked;
