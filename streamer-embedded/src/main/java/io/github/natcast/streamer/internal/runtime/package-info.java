/** The composition: opens the parts of a streamer in named steps, and closes them in reverse order. */
@NullMarked
package io.github.natcast.streamer.internal.runtime;

import org.jspecify.annotations.NullMarked;
