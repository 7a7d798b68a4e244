package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.connection.ConnectionLimits;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.connection.ViewerConnection;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.limits.ClientFormats;
import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.negotiation.SimulcastLayer;
import io.github.natcast.streamer.internal.rate.AdaptiveRate;
import io.github.natcast.streamer.internal.rate.FixedRate;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.MDC;

/** Opens the viewers of one channel; it holds the parts that all of them share. Thread-safe. */
public final class ViewerFactory {
    private final IceTransport transport;
    private final DtlsServer dtls;
    private final SharedVideo video;
    private final EncoderRoom room;
    private final Optional<SharedAudio> audio;
    private final ViewerSenders senders;
    private final EncoderFollowing following;
    private final ViewerSights sights;
    private final ClientFormats<EncodingFormat> formats = new ClientFormats<>();
    private final ControlLoop control;
    private final ChannelViewers viewers;
    private final StreamerListener listener;
    private final RandomGenerator random;
    private final InstantSource wallClock;

    public ViewerFactory(
            IceTransport transport,
            DtlsServer dtls,
            SharedVideo video,
            EncoderRoom room,
            Optional<SharedAudio> audio,
            Fanout fanout,
            Optional<PlayoutDelay> playoutDelay,
            ControlLoop control,
            ChannelViewers viewers,
            StreamerListener listener,
            RandomGenerator random,
            InstantSource wallClock) {
        this.transport = transport;
        this.dtls = dtls;
        this.video = video;
        this.room = room;
        this.audio = audio;
        this.senders = new ViewerSenders(fanout, rateControls(video.settings(), control), playoutDelay);
        this.following = new EncoderFollowing(control, video::follow);
        this.sights = new ViewerSights(video, viewers.all().reached(), control::nanoTime);
        this.control = control;
        this.viewers = viewers;
        this.listener = listener;
        this.random = random;
        this.wallClock = wallClock;
    }

    private static ViewerSenders.RateControls rateControls(VideoSettings settings, ControlLoop control) {
        if (!settings.adaptation()) {
            return (rates, transportWide, padding) -> new FixedRate();
        }
        return (rates, transportWide, padding) ->
                new AdaptiveRate(rates, new AdaptiveRate.Means(transportWide, padding), control.nanoTime());
    }

    /** A new viewer's identifier, unique in this process; it is also the CNAME of its streams (RFC 3550 §6.5.1). */
    public String newId() {
        byte[] id = new byte[8];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** Starts the timeline of a viewer whose offer arrives now. */
    public ViewerTimeline newTimeline() {
        return new ViewerTimeline(control::nanoTime);
    }

    /** Those that are open. */
    public ChannelViewers viewers() {
        return viewers;
    }

    /** The video that the viewers share. */
    public SharedVideo video() {
        return video;
    }

    /** The audio that the viewers share; empty when there is none. */
    public Optional<SharedAudio> audio() {
        return audio;
    }

    /**
     * Checks, before a viewer is opened, that it would see something.
     *
     * @throws OfferRejectedException when its format is not encoded yet, and as many encoders are open as may be
     */
    public void requireEncoder(SendPlan.Video plan, ViewerRequest origin) throws OfferRejectedException {
        Optional<String> refusal = encoderRefusal(plan, ClientKey.of(origin));
        if (refusal.isPresent()) {
            throw new OfferRejectedException(OfferRejectedException.Code.NO_ENCODER_FREE, refusal.get());
        }
    }

    /** Nothing is opened; when the viewer's path is valid, the answer may be another one. */
    private Optional<String> encoderRefusal(SendPlan.Video plan, ClientKey client) {
        EncodingFormat format = SharedVideo.format(plan);
        if (video.isEncoded(format)) {
            return Optional.empty();
        }
        return formats.admits(client, format)
                ? room.refusal(format)
                : Optional.of("other viewers of this client are sent other formats already, which nobody else is");
    }

    /** The H.264 that can be negotiated. */
    public LocalMedia.H264 h264() {
        return video.h264();
    }

    /** The audio that can be negotiated, with a new SSRC; empty when there is none. */
    public Optional<LocalMedia.Opus> opus() {
        return audio.map(shared -> shared.offered(newSsrc()));
    }

    /** A random SSRC (RFC 3550 §8); never 0, because some receivers take that for "none". */
    public long newSsrc() {
        return random.nextLong(1, 1L << 32);
    }

    /**
     * Opens a viewer, which takes over {@code place} and subscribes to the encodings of its plan from its first valid
     * path to its end.
     *
     * @param id from {@link #newId}
     * @param timeline from {@link #newTimeline}
     * @param attachment what the program wants the viewer to carry
     */
    public ViewerSession open(
            ViewerPlaces.Place place,
            String id,
            SendPlan plan,
            ViewerRequest origin,
            ViewerSignals signals,
            ViewerTimeline timeline,
            Optional<Object> attachment) {
        ClientKey client = ClientKey.of(origin);
        EncodingFormat format = SharedVideo.format(plan.video());
        Subscriptions<VideoSubscription> subscriptions = new Subscriptions<>(
                video.subscribe(plan.video()),
                plan.audio().flatMap(planned -> audio),
                () -> encoderRefusal(plan.video(), client),
                () -> {
                    formats.hold(client, format);
                    followPaths();
                },
                () -> formats.release(client, format));
        signals.openSince().ifPresent(timeline::openedBefore);
        ViewerObservation observed = new ViewerObservation(OfferRoute.of(origin), timeline);
        ViewerMdc mdc = new ViewerMdc(
                MDC.getMDCAdapter(),
                id,
                origin.session(),
                viewers.channel(),
                MaskedAddress.of(origin.remoteAddress().getAddress()));
        ControlLoop named = new ViewerControl(control, mdc);
        ViewerSession viewer = null;
        boolean started = false;
        try {
            viewer = new ViewerSession(
                    id,
                    origin,
                    wallClock.instant(),
                    plan,
                    subscriptions,
                    senders,
                    named,
                    mdc,
                    viewers,
                    listener,
                    signals,
                    sights,
                    new ViewerVerdicts(observed, plan.video().codec().name(), ViewerLanguage.of(origin)),
                    attachment,
                    events -> new ViewerConnection(
                            transport,
                            dtls,
                            plan.transport().setup().localRole(),
                            plan.transport().fingerprints(),
                            ConnectionLimits.ofDefaults(),
                            named,
                            timeline,
                            events));
            viewers.add(viewer, place);
            viewer.start();
            started = true;
            return viewer;
        } finally {
            if (!started && viewer != null) {
                viewer.end("it could not be opened");
            } else if (!started) {
                subscriptions.close();
            }
        }
    }

    /**
     * The media of a receiver that is no viewer: what the plan says of video and audio is all that counts. Nothing is
     * encoded for it before it is started.
     */
    public OutgoingMedia media(SendPlan plan) {
        SendPlan sent = new SendPlan(plan.transport(), plan.video(), plan.audio(), video.layers(plan));
        if (sent.layers().size() > 1) {
            LayeredSubscription layers = video.subscribe(
                    sent.video(),
                    sent.layers().stream().map(SimulcastLayer::rendition).toList());
            return media(
                    sent,
                    layers,
                    (heard, protector, path, egress, events) -> senders.fromSilence()
                            .openSimulcast(sent, layers.ladder(), heard, protector, path, egress, events));
        }
        VideoSubscription one = video.subscribe(sent.video());
        return media(
                sent,
                one,
                (heard, protector, path, egress, events) -> senders.fromSilence()
                        .open(sent, one.ladder(), heard, protector, path, Optional.of(egress), events));
    }

    private OutgoingMedia media(SendPlan plan, VideoHold hold, OutgoingMedia.Opener opener) {
        EncodingFormat format = SharedVideo.format(plan.video());
        Subscriptions<VideoHold> subscriptions = new Subscriptions<>(
                hold,
                plan.audio().flatMap(planned -> audio),
                () -> video.isEncoded(format) ? Optional.empty() : room.refusal(format),
                this::followPaths,
                () -> {});
        return new OutgoingMedia(subscriptions, opener, control);
    }

    /** How many renditions a receiver can be sent. */
    public int renditions() {
        return video.settings().ladder().size();
    }

    private void followPaths() {
        if (video.settings().adaptation()) {
            following.start();
        }
    }

    /** The {@code sess-id} of a viewer's answers; 62 bits, because some readers parse it as signed (RFC 8866 §5.2). */
    public long newSessionId() {
        return random.nextLong() >>> 2;
    }

    /** The fingerprint of the certificate that all viewers see. */
    public Fingerprint fingerprint() {
        return dtls.identity().fingerprint();
    }
}
