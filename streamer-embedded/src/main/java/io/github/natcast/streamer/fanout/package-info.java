/** Packetized frames to all viewers: sender threads, retransmission, egress. */
@NullMarked
package io.github.natcast.streamer.fanout;

import org.jspecify.annotations.NullMarked;
