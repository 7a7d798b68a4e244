package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ConnectionEnd;
import io.github.natcast.streamer.internal.connection.ConnectionLimits;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.connection.ViewerConnection;
import io.github.natcast.streamer.internal.connection.ViewerConnectionListener;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.connection.ViewerTimeline.Step;
import io.github.natcast.streamer.internal.negotiation.AudioPlan;
import io.github.natcast.streamer.internal.negotiation.RemoteTransport;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.negotiation.VideoPlan;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.sender.StreamParameters;
import io.github.natcast.streamer.internal.sender.ViewerSender;
import io.github.natcast.streamer.internal.signaling.ViewerReport;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewer from offer to end: joins its connection to its share of the fan-out. What changes is owned by the control
 * thread; what other threads read is volatile.
 */
public final class ViewerSession implements Viewer, ViewerConnectionListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(ViewerSession.class);

    private final String id;
    private final String session;
    private final Instant since;
    private final Fanout fanout;
    private final ControlLoop control;
    private final ViewerRegistry registry;
    private final StreamerListener listener;
    private final Optional<PlayoutDelay> playoutDelay;
    private final ViewerSignals signals;
    private final ViewerTimeline timeline;
    private volatile @Nullable ViewerConnection connection;
    private volatile @Nullable SendPlan plan;
    private volatile @Nullable ViewerSender sender;
    private @Nullable Subscriptions subscriptions;
    private boolean ended;
    private @Nullable String closeReason;

    ViewerSession(
            String id,
            String session,
            Instant since,
            Fanout fanout,
            ControlLoop control,
            ViewerRegistry registry,
            StreamerListener listener,
            Optional<PlayoutDelay> playoutDelay,
            ViewerSignals signals) {
        this.id = id;
        this.session = session;
        this.since = since;
        this.fanout = fanout;
        this.control = control;
        this.registry = registry;
        this.listener = listener;
        this.playoutDelay = playoutDelay;
        this.signals = signals;
        this.timeline = new ViewerTimeline(control::nanoTime);
    }

    void connect(IceTransport transport, DtlsServer dtls, RemoteTransport remote, ConnectionLimits limits) {
        connection = ViewerConnection.open(
                transport, dtls, remote.iceCredentials(), remote.fingerprints(), limits, control, timeline, this);
        remote.candidates().forEach(this::addRemoteCandidate);
    }

    private ViewerConnection connected() {
        return Objects.requireNonNull(connection, "connect() comes first");
    }

    public IceCredentials localCredentials() {
        return connected().localCredentials();
    }

    public List<String> localCandidates() {
        return connected().localCandidates();
    }

    /**
     * The answer is made: from here on the viewer may be sent what {@code answered} says. Takes the subscriptions over.
     */
    public void start(SendPlan answered, Subscriptions encodings) {
        plan = answered;
        control.execute(() -> {
            if (ended) {
                encodings.close();
                return;
            }
            subscriptions = encodings;
            tell(own -> own.onViewerOpened(this));
        });
    }

    /** No answer came of it. */
    public void abandon() {
        close("its offer was not answered");
    }

    public void addRemoteCandidate(String candidate) {
        connected().addRemoteCandidate(candidate);
    }

    /** The answer is on its way to the viewer. */
    public void answerSent() {
        timeline.mark(Step.ANSWER_SENT);
    }

    /** What the page saw. */
    public void report(ViewerReport report) {
        if (report.firstFrameShown()) {
            timeline.mark(Step.FIRST_FRAME_SHOWN);
        }
        LOGGER.debug("viewer {} reports {}", id, report.json());
    }

    @Override
    public void onHandshake() {
        if (subscriptions != null) {
            subscriptions.video().broadcast().expectViewer();
        }
    }

    @Override
    public void onConnected(SrtpSender protector, MediaPath path) {
        SendPlan answered = plan;
        Subscriptions encodings = subscriptions;
        if (ended || answered == null || encodings == null) {
            return;
        }
        ViewerSender opened = fanout.open(protector, failure -> close("sending failed: " + failure.getMessage()));
        sender = opened;
        opened.path(path);
        VideoPlan video = answered.video();
        opened.stream(
                encodings.video().broadcast(),
                new StreamParameters(
                        video.ssrc(),
                        video.payloadType(),
                        video.cname(),
                        extensions(video.headerExtensions()),
                        playoutDelay));
        answered.audio()
                .ifPresent(audio ->
                        encodings.audio().ifPresent(shared -> opened.stream(shared.broadcast(), parameters(audio))));
        timeline.mark(Step.FIRST_RTP_SENT);
        registry.countConnected();
        tell(own -> own.onViewerConnected(this));
    }

    private static StreamParameters parameters(AudioPlan audio) {
        return new StreamParameters(
                audio.ssrc(),
                audio.payloadType(),
                audio.cname(),
                extensions(audio.headerExtensions()),
                Optional.empty());
    }

    private static Map<HeaderExtension, Integer> extensions(Map<String, Integer> idsByUri) {
        Map<HeaderExtension, Integer> extensions = new EnumMap<>(HeaderExtension.class);
        idsByUri.forEach((uri, id) -> HeaderExtension.ofUri(uri).ifPresent(extension -> extensions.put(extension, id)));
        return extensions;
    }

    @Override
    public void onPathChanged(MediaPath path) {
        ViewerSender current = sender;
        if (current != null) {
            current.path(path);
        }
    }

    @Override
    public void onRtcp(byte[] buffer, int offset, int length) {
        ViewerSender current = sender;
        if (current != null) {
            current.receiveRtcp(buffer, offset, length);
        }
    }

    @Override
    public void onEnded(ConnectionEnd end) {
        ended = true;
        String reason = closeReason != null ? closeReason : end.reason();
        ViewerSender current = sender;
        if (current != null) {
            current.close();
        }
        if (subscriptions != null) {
            subscriptions.close();
            subscriptions = null;
        }
        registry.remove(this);
        signals.onClosed(reason);
        tell(own -> own.onViewerClosed(this, reason));
    }

    private void tell(Consumer<StreamerListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOGGER.error("the listener threw", e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public ViewerState state() {
        return connected().state();
    }

    @Override
    public List<String> timeline() {
        return timeline.entries().stream().map(ViewerTimeline.Entry::toString).toList();
    }

    @Override
    public Optional<ViewerStats> stats() {
        ViewerSender current = sender;
        SendPlan answered = plan;
        if (current == null || answered == null) {
            return Optional.empty();
        }
        return current.stats().stream()
                .findFirst()
                .map(stream -> ViewerStatsReader.read(answered.video().codec(), stream));
    }

    @Override
    public void close(String reason) {
        control.execute(() -> {
            if (closeReason == null) {
                closeReason = reason;
            }
            connected().close();
        });
    }
}
