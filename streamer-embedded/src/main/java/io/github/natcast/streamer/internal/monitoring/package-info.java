/** What an operator sees: health, metrics and the log of what happened to sources and encoders. */
@NullMarked
package io.github.natcast.streamer.internal.monitoring;

import org.jspecify.annotations.NullMarked;
