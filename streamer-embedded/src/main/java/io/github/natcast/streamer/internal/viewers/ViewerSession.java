package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ConnectionEnd;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.connection.RtcpConsumer;
import io.github.natcast.streamer.internal.connection.ViewerConnection;
import io.github.natcast.streamer.internal.connection.ViewerConnectionListener;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.connection.ViewerTimeline.Step;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.sender.ViewerSender;
import io.github.natcast.streamer.internal.signaling.OutgoingMessage;
import io.github.natcast.streamer.internal.signaling.ViewerReport;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One viewer from its offer to its end; it joins the viewer's connection to its part of the fan-out. The control thread
 * owns the mutable state; fields that other threads read are volatile.
 */
public final class ViewerSession implements Viewer {
    private final String id;
    private final ViewerRequest origin;
    private final Instant since;
    private final SendPlan plan;
    private final Subscriptions<VideoSubscription> subscriptions;
    private final ViewerSenders senders;
    private final ControlLoop control;
    private final ViewerMdc mdc;
    private final ChannelViewers viewers;
    private final StreamerListener listener;
    private final ViewerNotices notices;
    private final ViewerSignals signals;
    private final ViewerTimeline timeline;
    private final ViewerObservation observed;
    private final ViewerExamination examination;
    private final Optional<Object> attachment;
    private final ViewerConnection connection;
    private volatile @Nullable ViewerSender sender;
    private volatile @Nullable ViewerStats lastStats;
    private @Nullable String closeReason;
    private boolean removed;
    private boolean firstFrameTold;

    /**
     * @param origin whom signalling takes for the client
     * @param verdicts on it
     * @param attachment what the program wants it to carry
     * @param senders opens the viewer's sender once the connection is established
     * @param connecting opens the connection, which reports to the given listener; {@link #start} starts it
     */
    ViewerSession(
            String id,
            ViewerRequest origin,
            Instant since,
            SendPlan plan,
            Subscriptions<VideoSubscription> subscriptions,
            ViewerSenders senders,
            ControlLoop control,
            ViewerMdc mdc,
            ChannelViewers viewers,
            StreamerListener listener,
            ViewerSignals signals,
            ViewerSights sights,
            ViewerVerdicts verdicts,
            Optional<Object> attachment,
            Function<ViewerConnectionListener, ViewerConnection> connecting) {
        this.id = id;
        this.origin = origin;
        this.since = since;
        this.plan = plan;
        this.subscriptions = subscriptions;
        this.senders = senders;
        this.control = control;
        this.mdc = mdc;
        this.viewers = viewers;
        this.listener = listener;
        this.notices = new ViewerNotices(listener);
        this.signals = signals;
        this.observed = verdicts.observed();
        this.examination = new ViewerExamination(
                plan, verdicts, sights, signals, verdict -> notices.tell(program -> program.onVerdict(this, verdict)));
        this.timeline = observed.timeline();
        this.attachment = attachment;
        this.connection = connecting.apply(new FromConnection());
    }

    /** Notifies the listener, then waits for the viewer's checks. */
    void start() {
        control.execute(() -> notices.opened(this));
        connection.start(plan.transport().iceCredentials(), plan.transport().lite());
        plan.transport().candidates().forEach(this::addRemoteCandidate);
        if (plan.transport().endOfCandidates()) {
            endOfRemoteCandidates();
        }
    }

    /**
     * Restarts ICE: {@link #localCredentials()} and {@link #localCandidates()} are those for the answer after the call.
     * Media take the old path until the viewer nominates a new one.
     *
     * @param remote the viewer's new credentials
     */
    public void restart(IceCredentials remote) {
        connection.restart(remote);
    }

    public IceCredentials localCredentials() {
        return connection.localCredentials();
    }

    public List<String> localCandidates() {
        return connection.localCandidates();
    }

    /** Whether its connection has ended, for whatever reason. */
    public boolean hasEnded() {
        return connection.state() == ViewerState.CLOSED || connection.state() == ViewerState.FAILED;
    }

    public void addRemoteCandidate(String candidate) {
        observed.candidates().add(candidate);
        connection.addRemoteCandidate(candidate);
    }

    /** The viewer has told all of them. */
    public void endOfRemoteCandidates() {
        observed.candidates().complete();
    }

    /** Notes what the viewer is told of this side: the lines of an answer or a fragment. */
    public void told(String answer) {
        observed.told(ToldAddresses.of(answer, localCandidates()));
    }

    /** Notes the URLs of the TURN servers that the viewer was told. */
    public void toldTurnServers(List<String> urls) {
        observed.toldTurnServers(urls);
    }

    /** Notes that the answer was sent to the viewer. */
    public void answerSent() {
        timeline.mark(Step.ANSWER_SENT);
    }

    /** Takes a report of the viewer's page; returns what {@link ViewerEntry#media} says, at most once a second. */
    public Optional<Map<String, Object>> report(ViewerReport report) {
        if (report.firstFrameShown()) {
            timeline.mark(Step.FIRST_FRAME_SHOWN);
            control.execute(this::tellFirstFrameShown);
        }
        long now = control.nanoTime();
        mdc.run(() -> observed.page().take(report, this, now));
        return observed.page().isReplyDue(now) ? stats().map(ViewerEntry::media) : Optional.empty();
    }

    /**
     * Looks whether all is well with it, and says so when it is not. On the control thread.
     *
     * @param lateness that what is due waits for the processor
     * @param whole whether this is the look of a second, not one in between
     */
    void look(Duration lateness, boolean whole) {
        if (!hasEnded()) {
            mdc.run(() -> examination.look(this, lateness, whole));
        }
    }

    @Override
    public Optional<ViewerVerdict> verdict() {
        return examination.verdict();
    }

    private void tellFirstFrameShown() {
        if (!firstFrameTold) {
            firstFrameTold = true;
            tellWhileOpen(program -> program.onFirstFrameShown(this));
        }
    }

    /** For what other threads report: the end is the last that a listener hears. */
    private void tellWhileOpen(Consumer<StreamerListener> event) {
        if (!hasEnded()) {
            notices.tell(event);
        }
    }

    /** Hands a message of the client to the program, on the caller's thread; false if it knows no such type. */
    public boolean message(String type, String json) {
        return listener.onMessage(this, type, json);
    }

    @Override
    public boolean send(String json) {
        return send(new OutgoingMessage(json));
    }

    boolean send(OutgoingMessage message) {
        return !hasEnded() && signals.send(message);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String session() {
        return origin.session();
    }

    @Override
    public String channel() {
        return viewers.channel();
    }

    @Override
    public Optional<Object> attachment() {
        return attachment;
    }

    @Override
    public InetAddress clientAddress() {
        return connection
                .forwardedClient()
                .map(InetSocketAddress::getAddress)
                .orElse(origin.remoteAddress().getAddress());
    }

    @Override
    public Instant since() {
        return since;
    }

    /** What is noted of it. */
    ViewerObservation observed() {
        return observed;
    }

    /** Where its offer came from. */
    ViewerRequest origin() {
        return origin;
    }

    /** The selected pair; empty until one is valid. */
    Optional<MediaPath> path() {
        return connection.path();
    }

    @Override
    public ViewerState state() {
        return connection.state();
    }

    @Override
    public List<String> timeline() {
        return timeline.entries().stream().map(ViewerTimeline.Entry::toString).toList();
    }

    @Override
    public Optional<ViewerStats> stats() {
        ViewerSender current = sender;
        ViewerStats latest = lastStats;
        return latest != null || current == null
                ? Optional.ofNullable(latest)
                : subscriptions.video().stats(current, plan.video());
    }

    /** The program removes the viewer, whose page does not come back by itself then. */
    @Override
    public void close(String reason) {
        control.execute(() -> {
            removed |= closeReason == null;
            endNow(reason);
        });
    }

    /** Ends the viewer for a reason that is not the program's. Idempotent; the first reason counts. */
    public void end(String reason) {
        control.execute(() -> endNow(reason));
    }

    private void endNow(String reason) {
        notices.opened(this);
        if (closeReason == null) {
            closeReason = reason;
        }
        connection.close();
    }

    /** On the sender thread. */
    private final class FromSender implements ViewerSender.Listener {
        @Override
        public void onFirstPacket() {
            timeline.mark(Step.FIRST_RTP_SENT);
            control.execute(() -> tellWhileOpen(program -> program.onFirstFrameSent(ViewerSession.this)));
        }

        @Override
        public void onRenditionWanted(int index) {
            control.execute(() -> subscriptions.video().want(index));
        }

        @Override
        public void onRendition(int index) {
            control.execute(() -> {
                Rendition.Change change = subscriptions.video().switched(index);
                if (change != null) {
                    notices.tell(program -> program.onRenditionChanged(ViewerSession.this, change));
                }
            });
        }

        @Override
        public void onFailure(RuntimeException failure) {
            end("sending failed: " + failure.getMessage());
        }
    }

    /** On the control thread. */
    private final class FromConnection implements ViewerConnectionListener {
        @Override
        public void onState(ViewerState state) {
            notices.tell(program -> program.onViewerState(ViewerSession.this, state));
        }

        @Override
        public void onPathValid() {
            subscriptions.start().ifPresent(ViewerSession.this::endNow);
        }

        @Override
        public void onHandshake() {
            viewers.occupy(ViewerSession.this).ifPresent(refused -> endNow(refused.message()));
            subscriptions.video().broadcast().expectViewer();
        }

        @Override
        public RtcpConsumer onConnected(SrtpSender protector, MediaPath path) {
            ViewerSender opened = senders.open(
                    plan,
                    subscriptions.video().ladder(),
                    subscriptions.audio(),
                    protector,
                    path,
                    Optional.empty(),
                    new FromSender());
            sender = opened;
            subscriptions.video().reportedBy(opened::rate);
            viewers.all().countConnected();
            notices.tell(program -> program.onViewerConnected(ViewerSession.this));
            return new SenderRtcp(opened);
        }

        @Override
        public void onPathChanged(MediaPath path) {
            ViewerSender current = sender;
            if (current != null) {
                current.path(path);
            }
        }

        @Override
        public void onEnded(ConnectionEnd end) {
            EndReason reason = examination.reason(ViewerSession.this, end, closeReason);
            ViewerSender current = sender;
            if (current != null) {
                lastStats = stats().orElse(null);
                current.close();
            }
            subscriptions.close();
            viewers.remove(ViewerSession.this);
            if (removed) {
                signals.onRemoved(reason.page());
            } else {
                signals.onClosed(reason.page());
            }
            notices.tell(program -> program.onViewerClosed(ViewerSession.this, reason.operator()));
        }
    }
}
