package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.sender.StreamParameters;
import io.github.natcast.streamer.internal.sender.VideoLadder;
import io.github.natcast.streamer.internal.sender.ViewerSender;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.Optional;

/** Opens a viewer's sender with the streams of its plan, fed by the broadcasts that it subscribed to. Thread-safe. */
final class ViewerSenders {

    /** Makes the rate control of one viewer. Thread-safe. */
    @FunctionalInterface
    interface RateControls {
        /**
         * Makes one.
         *
         * @param transportWide whether the viewer reports the arrival of each packet
         * @param padding whether probes can be sent: they need a retransmission stream
         */
        RateControl of(Renditions rates, boolean transportWide, boolean padding);
    }

    private final Fanout fanout;
    private final RateControls rateControls;
    private final Optional<PlayoutDelay> playoutDelay;
    private final boolean fromSilence;

    /** @param rateControls makes each viewer's; called on the control thread */
    ViewerSenders(Fanout fanout, RateControls rateControls, Optional<PlayoutDelay> playoutDelay) {
        this(fanout, rateControls, playoutDelay, false);
    }

    private ViewerSenders(
            Fanout fanout, RateControls rateControls, Optional<PlayoutDelay> playoutDelay, boolean fromSilence) {
        this.fromSilence = fromSilence;
        this.rateControls = rateControls;
        this.fanout = fanout;
        this.playoutDelay = playoutDelay;
    }

    /** The same for receivers that wait for the audio whether or not it can be heard. */
    ViewerSenders fromSilence() {
        return new ViewerSenders(fanout, rateControls, playoutDelay, true);
    }

    /**
     * Starts to send to a viewer.
     *
     * @param video the renditions of the planned codec; the full one is encoded by now
     * @param audio empty when there is none
     * @param protector belongs to the viewer's sender thread from now on
     * @param own sockets that it is reached by; belong to its sender thread from now on. Empty: those of all viewers
     * @param listener hears of the media, on the sender thread
     */
    ViewerSender open(
            SendPlan plan,
            VideoLadder video,
            Optional<Broadcast> audio,
            PacketProtector protector,
            MediaPath path,
            Optional<MediaEgress> own,
            ViewerSender.Listener listener) {
        StreamParameters parameters = parameters(plan.video());
        RateControl rate = rateControl(parameters, video.rates());
        ViewerSender sender = own.map(egress -> fanout.open(protector, rate, egress, listener))
                .orElseGet(() -> fanout.open(protector, rate, listener));
        sender.path(path);
        sender.video(video, parameters);
        plan.audio().ifPresent(planned -> audio.ifPresent(sound -> stream(sender, sound, parameters(planned))));
        return sender;
    }

    private void stream(ViewerSender sender, Broadcast audio, StreamParameters parameters) {
        if (fromSilence) {
            sender.streamFromSilence(audio, parameters);
        } else {
            sender.stream(audio, parameters);
        }
    }

    private RateControl rateControl(StreamParameters video, Renditions rates) {
        return rateControls.of(
                rates,
                video.headerExtensions().containsKey(HeaderExtension.TRANSPORT_SEQUENCE_NUMBER),
                video.retransmission().isPresent());
    }

    private StreamParameters parameters(SendPlan.Video video) {
        return new StreamParameters(
                video.ssrc(),
                video.payloadType(),
                video.cname(),
                HeaderExtension.ofUris(video.headerExtensions()),
                playoutDelay,
                video.rtx().map(rtx -> new StreamParameters.Retransmission(rtx.ssrc(), rtx.payloadType())));
    }

    private static StreamParameters parameters(SendPlan.Audio audio) {
        return new StreamParameters(
                audio.ssrc(),
                audio.payloadType(),
                audio.cname(),
                HeaderExtension.ofUris(audio.headerExtensions()),
                Optional.empty(),
                Optional.empty());
    }
}
