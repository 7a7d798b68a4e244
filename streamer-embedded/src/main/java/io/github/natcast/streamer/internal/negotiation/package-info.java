/** Offer and capabilities in, answer and send plan out (RFC 3264, RFC 9429); pure. */
@NullMarked
package io.github.natcast.streamer.internal.negotiation;

import org.jspecify.annotations.NullMarked;
