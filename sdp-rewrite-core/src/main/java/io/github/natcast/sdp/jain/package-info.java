/**
 * The rules of {@link io.github.natcast.sdp.rewrite} for programs that hold {@code javax.sdp} objects.
 *
 * <p>The only package that needs JAIN SDP, which is an optional dependency: {@code javax.sip:jain-sip-ri}, or the fork
 * that ice4j brings, {@code org.opentelecoms.sdp:sdp-api} with {@code java-sdp-nist-bridge}. One of them, never both.
 */
@NullMarked
package io.github.natcast.sdp.jain;

import org.jspecify.annotations.NullMarked;
