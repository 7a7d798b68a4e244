package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.sender.StreamParameters;
import io.github.natcast.streamer.internal.sender.ViewerSender;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.Optional;

/** Opens a viewer's sender with the streams of its plan, fed by the broadcasts that it subscribed to. Thread-safe. */
final class ViewerSenders {
    private final Fanout fanout;
    private final Optional<PlayoutDelay> playoutDelay;

    ViewerSenders(Fanout fanout, Optional<PlayoutDelay> playoutDelay) {
        this.fanout = fanout;
        this.playoutDelay = playoutDelay;
    }

    /**
     * Starts to send to a viewer.
     *
     * @param protector belongs to the viewer's sender thread from now on
     * @param listener hears of the media, on the sender thread
     */
    ViewerSender open(
            SendPlan plan,
            Subscriptions subscriptions,
            PacketProtector protector,
            MediaPath path,
            ViewerSender.Listener listener) {
        ViewerSender sender = fanout.open(protector, listener);
        sender.path(path);
        sender.stream(subscriptions.video().broadcast(), parameters(plan.video()));
        plan.audio()
                .ifPresent(audio -> subscriptions
                        .audio()
                        .ifPresent(shared -> sender.stream(shared.broadcast(), parameters(audio))));
        return sender;
    }

    private StreamParameters parameters(SendPlan.Video video) {
        return new StreamParameters(
                video.ssrc(),
                video.payloadType(),
                video.cname(),
                HeaderExtension.ofUris(video.headerExtensions()),
                playoutDelay);
    }

    private static StreamParameters parameters(SendPlan.Audio audio) {
        return new StreamParameters(
                audio.ssrc(),
                audio.payloadType(),
                audio.cname(),
                HeaderExtension.ofUris(audio.headerExtensions()),
                Optional.empty());
    }
}
