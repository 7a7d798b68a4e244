/**
 * What each viewer's path carries, and what is sent on it: a send-side estimate, the choice of a rendition, probes and
 * the pacer's allowance. Pure: no clock, socket, thread or log; it knows the values of {@code rtcp} and nothing else.
 */
@NullMarked
package io.github.natcast.streamer.internal.rate;

import org.jspecify.annotations.NullMarked;
