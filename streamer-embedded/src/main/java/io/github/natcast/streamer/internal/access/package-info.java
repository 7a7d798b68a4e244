/**
 * Makes checks of the values in {@link io.github.natcast.streamer.security.Access}: tokens, and a server that is asked.
 */
@NullMarked
package io.github.natcast.streamer.internal.access;

import org.jspecify.annotations.NullMarked;
