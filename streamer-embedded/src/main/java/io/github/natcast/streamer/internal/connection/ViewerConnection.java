package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.connection.ConnectionEnd.Cause;
import io.github.natcast.streamer.internal.connection.ViewerTimeline.Step;
import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpMediaReceiver;
import io.github.natcast.streamer.internal.srtp.SrtpReceiver;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.dtls.DtlsConnection;
import io.github.natcast.streamer.internal.transport.dtls.DtlsListener;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ICE, DTLS and SRTP with one viewer, from its offer to its end.
 *
 * <pre>{@code
 * ViewerConnection connection =
 *         new ViewerConnection(transport, dtls, role, fingerprints, limits, control, timeline, listener);
 * connection.start(remoteCredentials, lite);
 * // into the answer: connection.localCredentials(), localCandidates(), dtls.identity().fingerprint(), role.setup()
 * }</pre>
 *
 * <p>Thread-safe. The listener is called on the control thread; RTCP is delivered on the transport's receive thread.
 */
public final class ViewerConnection implements AutoCloseable {
    private final IceSession ice;
    private final DtlsConnection dtls;
    private final DtlsRole role;
    private final ConnectionLimits limits;
    private final ControlLoop control;
    private final ViewerTimeline timeline;
    private final ViewerConnectionListener listener;
    private final ConnectionFacts facts;
    private volatile boolean checks;
    private volatile ViewerState state = ViewerState.NEW;
    private volatile @Nullable Feedback feedback;
    private volatile @Nullable InetSocketAddress forwardedClient;
    private @Nullable MediaPath reportedPath;
    private ControlLoop.@Nullable Timer timer;

    /** The keys that open the viewer's RTCP, and its consumer. */
    private record Feedback(
            SrtpReceiver keys, SrtcpShare share, RtcpConsumer consumer, Optional<SrtpMediaReceiver> media) {
        /** Whether to open this packet from the viewer's address; counts it otherwise. */
        boolean admits(byte[] buffer, int offset, int length, long nowNanos) {
            boolean admitted = share.admits(keys.lead(buffer, offset, length), nowNanos);
            if (!admitted) {
                consumer.refuseRtcp();
            }
            return admitted;
        }
    }

    /**
     * Opens this side of the connection; it does nothing before {@link #start}.
     *
     * @param role this side's in the handshake
     * @param fingerprints the fingerprints in the offer; the viewer's certificate must match one of them
     * @param timeline started when the offer arrived
     */
    public ViewerConnection(
            IceTransport transport,
            DtlsServer dtlsServer,
            DtlsRole role,
            List<Fingerprint> fingerprints,
            ConnectionLimits limits,
            ControlLoop control,
            ViewerTimeline timeline,
            ViewerConnectionListener listener) {
        this.role = role;
        this.limits = limits;
        this.control = control;
        this.timeline = timeline;
        this.listener = listener;
        this.facts = new ConnectionFacts(control.nanoTime());
        this.ice = transport.open(new FromIce());
        this.dtls = dtlsServer.open(role, fingerprints, ice::send, control, new FromDtls());
    }

    /**
     * Starts to wait for the viewer's checks. Called once.
     *
     * @param remote the ICE credentials in the offer
     * @param lite whether the viewer only answers checks: then this side checks its candidates
     */
    public void start(IceCredentials remote, boolean lite) {
        checks = lite;
        if (lite) {
            ice.startControlling(remote);
        } else {
            ice.start(remote);
        }
        control.execute(this::evaluate);
    }

    /** Restarts ICE after {@link #start}; the local credentials are new after the call. DTLS and SRTP go on. */
    public void restart(IceCredentials remote) {
        ice.restart(remote);
        timeline.mark(Step.ICE_RESTARTED);
    }

    public IceCredentials localCredentials() {
        return ice.localCredentials();
    }

    /** The host candidates, {@code candidate:…} without {@code a=}; private addresses are not rewritten. */
    public List<String> localCandidates() {
        return ice.localCandidates();
    }

    /** Adds a candidate that the viewer trickled. */
    public void addRemoteCandidate(String candidate) {
        ice.addRemoteCandidate(candidate);
    }

    public ViewerState state() {
        return state;
    }

    /** The path to the viewer; empty until a candidate pair is valid. */
    public Optional<MediaPath> path() {
        return ice.path();
    }

    /** Who is behind the path's remote address, as a trusted tunnel says; empty when none has said it. */
    public Optional<InetSocketAddress> forwardedClient() {
        return Optional.ofNullable(forwardedClient);
    }

    public ViewerTimeline timeline() {
        return timeline;
    }

    /**
     * Sends close_notify and frees all resources. Does not block; finished when the listener is notified of the end.
     */
    @Override
    public void close() {
        control.execute(() -> end(Cause.CLOSED_HERE, "closed by the server"));
    }

    /** There is a path. On the control thread. */
    private void pathValid() {
        if (!facts.pathValid && facts.end == null) {
            facts.pathValid = true;
            listener.onPathValid();
        }
    }

    /** Updates state, listener and timer from the facts and the time. On the control thread. */
    private void evaluate() {
        if (facts.end != null) {
            return;
        }
        long now = control.nanoTime();
        facts.consentNanos = ice.lastConsentNanos();
        @Nullable Cause expired = facts.expired(limits, now);
        if (expired != null) {
            end(expired, reason(expired));
            return;
        }
        update(facts.state(limits, now));
        if (timer != null) {
            timer.cancel();
        }
        timer = control.schedule(
                Duration.ofNanos(Math.max(0, facts.nextDeadlineNanos(limits, now) - now)), this::evaluate);
    }

    private void update(ViewerState next) {
        if (next != state) {
            state = next;
            if (next == ViewerState.DISCONNECTED) {
                timeline.mark(Step.DISCONNECTED);
            }
            listener.onState(next);
        }
    }

    private String reason(Cause expired) {
        return switch (expired) {
            case NO_CHECK ->
                checks
                        ? "the viewer implements ICE-lite, and none of its candidates answered a check within "
                                + limits.firstCheck().toSeconds()
                                + " s: a candidate must have a public address and a port above 1023"
                        : "no connectivity check arrived within "
                                + limits.firstCheck().toSeconds() + " s";
            case NOT_SECURED ->
                facts.pathValid
                        ? "a path was found, but the viewer did not finish a DTLS handshake within "
                                + limits.secured().toSeconds() + " s"
                        : "the viewer's checks arrive, but it did not answer this server's within "
                                + limits.secured().toSeconds() + " s";
            case CONSENT_EXPIRED ->
                "the viewer did not answer for " + limits.consent().toSeconds()
                        + " s: it ended without notice, or its network failed";
            case CLOSED_HERE, VIEWER_LEFT, ICE_FAILED, DTLS_FAILED -> expired.wire();
        };
    }

    private void end(Cause cause, String reason) {
        if (facts.end != null) {
            return;
        }
        ConnectionEnd end = new ConnectionEnd(cause, reason);
        facts.end = end;
        @Nullable Feedback current = feedback;
        if (current != null) {
            current.keys.erase();
            current.media.ifPresent(SrtpMediaReceiver::erase);
            feedback = null;
        }
        if (timer != null) {
            timer.cancel();
        }
        if (cause == Cause.CONSENT_EXPIRED) {
            // RFC 7675 §5.1: without consent nothing may be sent, not even close_notify.
            ice.close();
        }
        dtls.close();
        ice.close();
        timeline.mark(Step.ENDED, reason);
        update(facts.state(limits, control.nanoTime()));
        listener.onEnded(end);
    }

    /** Forwards the events of the receive thread to the control thread. */
    private final class FromIce implements IceSessionListener {
        @Override
        public void onFirstCheck(InetSocketAddress remote) {
            timeline.mark(Step.FIRST_CHECK);
            control.execute(() -> {
                facts.checked = true;
                facts.checkedNanos = control.nanoTime();
                evaluate();
            });
        }

        @Override
        public void onPath(MediaPath path) {
            timeline.mark(
                    Step.PATH_VALID, path.localType() + " to " + path.remoteType() + (path.tcp() ? " over TCP" : ""));
            dtls.pathFound();
            control.execute(() -> {
                pathValid();
                report(path);
                evaluate();
            });
        }

        @Override
        public void onForwarded(InetSocketAddress client) {
            timeline.mark(Step.FORWARDED);
            forwardedClient = client;
        }

        private void report(MediaPath path) {
            if (reportedPath != null && !reportedPath.equals(path) && facts.end == null) {
                reportedPath = path;
                timeline.mark(Step.PATH_CHANGED);
                listener.onPathChanged(path);
            }
        }

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {
            switch (PacketKind.of(buffer, offset, length)) {
                case DTLS -> dtls.receive(buffer, offset, length);
                case RTCP -> {
                    @Nullable Feedback current = feedback;
                    if (current != null && current.admits(buffer, offset, length, control.nanoTime())) {
                        open(current, buffer, offset, length);
                    }
                }
                case RTP -> receiveMedia(buffer, offset, length);
                case OTHER -> {
                    // Nothing else is spoken here.
                }
            }
        }

        /** Viewers send no media. */
        private void receiveMedia(byte[] buffer, int offset, int length) {
            @Nullable Feedback current = feedback;
            if (current == null || current.media.isEmpty()) {
                return;
            }
            int opened = current.media.get().unprotectRtp(buffer, offset, length);
            if (opened != SrtpMediaReceiver.REJECTED) {
                current.consumer.receiveRtp(buffer, offset, opened);
            }
        }

        @Override
        public int strayLead(byte[] buffer, int offset, int length) {
            @Nullable Feedback current = feedback;
            return current == null ? 0 : current.keys.lead(buffer, offset, length);
        }

        @Override
        public boolean onStray(byte[] buffer, int offset, int length) {
            @Nullable Feedback current = feedback;
            return current != null && open(current, buffer, offset, length);
        }

        private boolean open(Feedback current, byte[] buffer, int offset, int length) {
            int opened = current.keys.unprotectRtcp(buffer, offset, length);
            if (opened == SrtpReceiver.REJECTED) {
                return false;
            }
            timeline.mark(Step.FIRST_REPORT);
            current.consumer.receiveRtcp(buffer, offset, opened);
            return true;
        }

        @Override
        public void onFailed(String reason) {
            control.execute(() -> end(Cause.ICE_FAILED, reason));
        }
    }

    /** Called on the control thread. */
    private final class FromDtls implements DtlsListener {
        @Override
        public void onHandshake() {
            timeline.mark(Step.CLIENT_HELLO);
            if (facts.end == null) {
                listener.onHandshake();
            }
        }

        @Override
        public void onEstablished(SrtpKeyingMaterial keys) {
            try {
                connect(keys);
            } finally {
                keys.erase();
            }
        }

        private void connect(SrtpKeyingMaterial keys) {
            Optional<MediaPath> path = ice.path();
            if (facts.end != null || path.isEmpty()) {
                return;
            }
            facts.secured = true;
            pathValid();
            reportedPath = path.get();
            timeline.mark(Step.SECURED, keys.profile().name());
            evaluate();
            if (facts.end == null) {
                SrtcpShare share = new SrtcpShare(control.nanoTime());
                boolean media = listener.receivesMedia();
                feedback = switch (role) {
                    case SERVER ->
                        new Feedback(
                                keys.serverReceiver(),
                                share,
                                listener.onConnected(keys.serverSender(), path.get()),
                                media ? Optional.of(keys.serverMediaReceiver()) : Optional.empty());
                    case CLIENT ->
                        new Feedback(
                                keys.clientReceiver(),
                                share,
                                listener.onConnected(keys.clientSender(), path.get()),
                                media ? Optional.of(keys.clientMediaReceiver()) : Optional.empty());
                };
            }
        }

        @Override
        public void onClosed(Closure closure, String reason) {
            end(closure == Closure.CLOSE_NOTIFY ? Cause.VIEWER_LEFT : Cause.DTLS_FAILED, reason);
        }
    }
}
