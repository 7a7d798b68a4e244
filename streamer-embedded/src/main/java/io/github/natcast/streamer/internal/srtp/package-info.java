/** SRTP and SRTCP (RFC 3711, RFC 7714): protection of one viewer's packets. */
@NullMarked
package io.github.natcast.streamer.internal.srtp;

import org.jspecify.annotations.NullMarked;
