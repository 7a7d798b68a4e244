/**
 * RTP that another server sends us: from packets in any order to whole encoded frames with their capture times, and the
 * feedback that gets what is missing. Pure: time and packets come in as arguments.
 * {@link io.github.natcast.streamer.internal.receive.MediaReceiver} puts the parts together.
 */
@NullMarked
package io.github.natcast.streamer.internal.receive;

import org.jspecify.annotations.NullMarked;
