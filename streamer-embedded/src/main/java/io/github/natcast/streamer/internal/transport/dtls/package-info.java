/**
 * DTLS-SRTP (RFC 5764) with one viewer: the handshake as server, the check of the offered fingerprint, and the end. The
 * only package that knows Bouncy Castle.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.dtls;

import org.jspecify.annotations.NullMarked;
