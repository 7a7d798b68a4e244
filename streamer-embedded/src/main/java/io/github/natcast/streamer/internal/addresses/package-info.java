/** The addresses at which browsers reach this host: what the program names, what names stand for, and for whom. */
@NullMarked
package io.github.natcast.streamer.internal.addresses;

import org.jspecify.annotations.NullMarked;
