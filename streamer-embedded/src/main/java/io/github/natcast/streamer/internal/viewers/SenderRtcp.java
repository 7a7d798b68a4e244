package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.connection.RtcpConsumer;
import io.github.natcast.streamer.internal.sender.ViewerSender;

/** Hands a viewer's RTCP to its sender. Immutable; on the transport's receive thread. */
record SenderRtcp(ViewerSender sender) implements RtcpConsumer {
    @Override
    public void receiveRtcp(byte[] buffer, int offset, int length) {
        sender.receiveRtcp(buffer, offset, length);
    }

    @Override
    public void refuseRtcp() {
        sender.refuseRtcp();
    }
}
