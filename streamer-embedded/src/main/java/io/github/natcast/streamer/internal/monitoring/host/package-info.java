/** Whether the host is up to its work: what is measured of it, what that means, and what to do about it. */
@NullMarked
package io.github.natcast.streamer.internal.monitoring.host;

import org.jspecify.annotations.NullMarked;
