package io.github.natcast.streamer.internal.pull;

import io.github.natcast.streamer.internal.negotiation.AgreedMedia;
import io.github.natcast.streamer.internal.negotiation.RtcpFeedback;
import io.github.natcast.streamer.internal.receive.ReceivePlan;
import io.github.natcast.streamer.internal.receive.ReceivedFormat;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;

/** Says to the receiver what the answer agreed to. Stateless. */
final class AgreedPlan {
    private AgreedPlan() {}

    static ReceivePlan of(AgreedMedia agreed) {
        return new ReceivePlan(
                agreed.formats().stream().map(AgreedPlan::of).toList(),
                HeaderExtension.ofUris(agreed.extensions()),
                agreed.reducedSize());
    }

    private static ReceivedFormat of(AgreedMedia.Format format) {
        return new ReceivedFormat(
                format.payloadType(),
                format.retransmission(),
                format.codec(),
                format.feedback().contains(RtcpFeedback.NACK),
                format.feedback().contains(RtcpFeedback.PICTURE_LOSS_INDICATION));
    }
}
