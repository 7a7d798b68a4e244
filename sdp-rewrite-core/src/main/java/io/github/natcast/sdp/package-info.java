/**
 * A lossless, immutable model of the Session Description Protocol (RFC 8866) as WebRTC and SIP use it.
 *
 * <p>{@link io.github.natcast.sdp.SessionDescription} is the entry point; {@link io.github.natcast.sdp.IceCandidate}
 * reads one candidate (RFC 8839 §5.1). The model carries what it does not know through unchanged: text in, the same
 * text out.
 */
@NullMarked
package io.github.natcast.sdp;

import org.jspecify.annotations.NullMarked;
