/** The streamer's signalling in a program's own Netty server; of Netty 4.1 or 4.2. */
@NullMarked
package io.github.natcast.streamer.netty;

import org.jspecify.annotations.NullMarked;
