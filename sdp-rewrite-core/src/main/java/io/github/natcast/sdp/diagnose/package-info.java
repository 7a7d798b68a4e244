/**
 * Says why an offer and an answer will not connect in a given network, before or after they were tried.
 *
 * <p>{@link io.github.natcast.sdp.diagnose.SdpDoctor} is the entry point; it runs a list of checks, each a small class
 * of its own, which adds {@link io.github.natcast.sdp.diagnose.Finding}s.
 */
@NullMarked
package io.github.natcast.sdp.diagnose;

import org.jspecify.annotations.NullMarked;
