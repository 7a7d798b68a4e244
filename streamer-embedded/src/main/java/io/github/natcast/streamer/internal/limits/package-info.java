/** What clients may use, how much of it they used, and what was refused. */
@NullMarked
package io.github.natcast.streamer.internal.limits;

import org.jspecify.annotations.NullMarked;
