/** Monitoring for the operator: health, metrics, and the log of the events of sources and encoders. */
@NullMarked
package io.github.natcast.streamer.internal.monitoring;

import org.jspecify.annotations.NullMarked;
