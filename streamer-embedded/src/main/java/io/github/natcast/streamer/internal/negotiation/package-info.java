/**
 * Offer/answer negotiation (RFC 3264, RFC 9429): pure functions from offer and capabilities to answer and send plan.
 */
@NullMarked
package io.github.natcast.streamer.internal.negotiation;

import org.jspecify.annotations.NullMarked;
