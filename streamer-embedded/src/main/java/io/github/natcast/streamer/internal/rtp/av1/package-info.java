/** RTP payload format for AV1 (the AOMedia specification "RTP Payload Format For AV1"). */
@NullMarked
package io.github.natcast.streamer.internal.rtp.av1;

import org.jspecify.annotations.NullMarked;
