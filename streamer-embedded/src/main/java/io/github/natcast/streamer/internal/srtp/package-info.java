/** SRTP and SRTCP (RFC 3711, RFC 7714): protects and opens one viewer's packets. */
@NullMarked
package io.github.natcast.streamer.internal.srtp;

import org.jspecify.annotations.NullMarked;
