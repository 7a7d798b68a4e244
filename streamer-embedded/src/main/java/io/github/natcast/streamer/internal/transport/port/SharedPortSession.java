package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.CandidatePair;
import io.github.natcast.streamer.internal.transport.ice.IceAgent;
import io.github.natcast.streamer.internal.transport.ice.IceContext;
import io.github.natcast.streamer.internal.transport.ice.IceEvents;
import io.github.natcast.streamer.internal.transport.ice.IceRole;
import io.github.natcast.streamer.internal.transport.ice.RemoteCandidate;
import io.github.natcast.streamer.internal.transport.ice.TimerWheel;
import io.github.natcast.streamer.internal.transport.port.MediaBase.Flow;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One viewer on the shared port. Thread-safe; the agent, and methods that begin with {@code on}, belong to the receive
 * thread.
 */
final class SharedPortSession implements IceSession, Strays.Claimant {
    /** DTLS packets kept for the first path: one flight of the handshake. */
    private static final int MAXIMUM_HELD = 8;

    private static final long LONGEST_WAIT_NANOS = Duration.ofMinutes(1).toNanos();

    private final SharedPort port;
    private final IceSessionListener listener;
    private final IceAgent agent;
    private final Timer timer = new Timer();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Deque<byte[]> held = new ArrayDeque<>(0);
    private final ViewerCandidates candidates = new ViewerCandidates(this::makeKnown, this::forget);

    private final CheckShare checkShare = new CheckShare(System.nanoTime());
    private final ChannelShare channelShare = new ChannelShare(System.nanoTime());

    /** Of the receive thread. */
    private @Nullable InetSocketAddress forwardedClient;

    private volatile IceCredentials localCredentials;
    private volatile List<String> localCandidates;
    private volatile boolean checking;
    private volatile @Nullable CandidatePair selected;
    private volatile boolean pathKnown;

    /** What a session needs of its transport. */
    interface SharedPort {
        ReceiveLoop loop();

        /** Whether the viewer's candidates are checked, since its own checks may not come in uninvited. */
        boolean checksCandidates();

        /** What to check; empty when the candidate may not be checked. */
        Optional<RemoteCandidate> checkable(String candidate);

        List<? extends Base> basesFor(InetSocketAddress remote);

        /** The candidates for an answer that is written now. */
        List<String> localCandidates();

        /** Another fragment leads to the session, too; its credentials are new. */
        IceCredentials rename(SharedPortSession session);

        void forget(SharedPortSession session, String fragment);

        void permit(InetSocketAddress candidate);

        RefusalCounts refusals();

        void withdraw(InetSocketAddress candidate);
    }

    SharedPortSession(
            SharedPort port,
            IceContext context,
            IceCredentials localCredentials,
            long tieBreaker,
            IceSessionListener listener) {
        this.port = port;
        this.localCredentials = localCredentials;
        this.localCandidates = port.localCandidates();
        this.listener = listener;
        this.checking = port.checksCandidates();
        this.agent = new IceAgent(
                localCredentials, new IceRole(false, tieBreaker), context, new FromAgent(), System.nanoTime());
    }

    @Override
    public IceCredentials localCredentials() {
        return localCredentials;
    }

    @Override
    public List<String> localCandidates() {
        return localCandidates;
    }

    @Override
    public void start(IceCredentials remote) {
        start(remote, false);
    }

    @Override
    public void startControlling(IceCredentials remote) {
        start(remote, true);
    }

    private void start(IceCredentials remote, boolean lite) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("the session was started before");
        }
        agent.expectConsent(System.nanoTime());
        checking |= lite;
        onLoop(() -> {
            if (lite) {
                agent.control();
            }
            agent.start(remote, System.nanoTime());
        });
    }

    @Override
    public void restart(IceCredentials remote) {
        if (!started.get()) {
            throw new IllegalStateException("the session was not started");
        }
        IceCredentials local = port.rename(this);
        localCredentials = local;
        localCandidates = port.localCandidates();
        if (closed.get()) {
            port.forget(this, local.usernameFragment());
        }
        onLoop(() -> {
            agent.restart(local);
            agent.start(remote, System.nanoTime());
        });
    }

    @Override
    public void addRemoteCandidate(String candidate) {
        if (checking) {
            String fragment = localCredentials.usernameFragment();
            port.checkable(candidate).ifPresent(remote -> onLoop(() -> check(remote, fragment)));
        }
    }

    private void check(RemoteCandidate remote, String localFragment) {
        candidates.add(localFragment, remote.address());
        agent.addRemoteCandidate(remote, port.basesFor(remote.address()), System.nanoTime());
    }

    private void makeKnown(InetSocketAddress candidate) {
        port.loop().routes().add(candidate, this);
        port.permit(candidate);
    }

    private void forget(InetSocketAddress candidate) {
        port.loop().routes().remove(candidate, this);
        port.withdraw(candidate);
    }

    /** Runs the step on the receive thread, then sets the timer. */
    private void onLoop(Runnable step) {
        port.loop().execute(() -> {
            if (!closed.get()) {
                step.run();
                reschedule();
            }
        });
    }

    private void reschedule() {
        port.loop().timers().set(timer, agent.dueNanos(System.nanoTime() + LONGEST_WAIT_NANOS));
    }

    /** Wakes the agent. */
    private final class Timer extends TimerWheel.Timer {
        @Override
        protected void fire(long nowNanos) {
            agent.tick(nowNanos);
            reschedule();
        }
    }

    @Override
    public Optional<MediaPath> path() {
        return Optional.ofNullable(agent.path());
    }

    @Override
    public long lastConsentNanos() {
        return agent.consentNanos();
    }

    @Override
    public void send(byte[] packet, int offset, int length) {
        if (closed.get()) {
            return;
        }
        @Nullable CandidatePair pair = selected;
        if (pair == null) {
            synchronized (held) {
                pair = selected;
                if (pair == null) {
                    hold(packet, offset, length);
                    return;
                }
            }
        }
        pair.base().send(packet, offset, length, pair.remote());
    }

    private void hold(byte[] packet, int offset, int length) {
        if (!pathKnown && held.size() < MAXIMUM_HELD) {
            held.add(Arrays.copyOfRange(packet, offset, offset + length));
        }
    }

    /** Whether another check with this session's fragment may cost something; otherwise it is counted, and dropped. */
    boolean admitsCheck(MediaBase base, InetSocketAddress remote) {
        @Nullable Flow flow = base.flow(remote);
        boolean admitted = checkShare.admits(flow != null && flow.session() == this, System.nanoTime());
        if (!admitted) {
            port.refusals().count(Refusal.CHECK_RATE);
        }
        return admitted;
    }

    /** Whether another channel of the TURN server may be bound for this session. */
    boolean admitsChannel() {
        return channelShare.admits(System.nanoTime());
    }

    /** A Binding request with this session's fragment; false when its password is wrong. */
    boolean onRequest(StunPacket request, MediaBase base, InetSocketAddress remote) {
        if (closed.get()) {
            return false;
        }
        boolean authentic = agent.receiveRequest(request, base, remote, System.nanoTime());
        if (authentic) {
            reschedule();
        }
        return authentic;
    }

    /** A Binding response; false when it answers no check of this session. */
    boolean onResponse(StunPacket response, MediaBase base, InetSocketAddress remote) {
        if (closed.get() || !agent.receiveResponse(response, base, remote, System.nanoTime())) {
            return false;
        }
        reschedule();
        return true;
    }

    /** A tunnel said whose checks it carries. */
    void onForwarded(InetSocketAddress client) {
        if (!client.equals(forwardedClient)) {
            forwardedClient = client;
            listener.onForwarded(client);
        }
    }

    /** There is another allocation on the TURN server: a path over the one before goes on there. */
    void onRelayMoved(RelaySocket relay) {
        if (!closed.get()) {
            agent.moveRelay(relay, System.nanoTime());
            reschedule();
        }
    }

    /** The connection that this base stands for is closed. */
    void onClosed(MediaBase base) {
        if (!closed.get()) {
            agent.closed(base);
            reschedule();
        }
    }

    /** A packet that is not STUN, from the remote address of this pair. */
    void onPacket(CandidatePair pair, byte[] packet, int length) {
        if (closed.get()) {
            return;
        }
        if (pair != selected) {
            agent.used(pair, length, System.nanoTime());
            reschedule();
        }
        listener.onPacket(packet, 0, length);
    }

    @Override
    public int strayLead(byte[] packet, int length) {
        return closed.get() ? 0 : listener.strayLead(packet, 0, length);
    }

    @Override
    public boolean onStray(MediaBase base, InetSocketAddress remote, byte[] packet, int length) {
        if (closed.get() || !listener.onStray(packet, 0, length)) {
            return false;
        }
        agent.strayed(base, remote, length, System.nanoTime());
        reschedule();
        return true;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        port.forget(this, localCredentials.usernameFragment());
        port.loop().execute(() -> {
            agent.close();
            candidates.endAll();
            port.loop().strays().forget(this);
            port.loop().timers().cancel(timer);
        });
    }

    /** On the receive thread. */
    private final class FromAgent implements IceEvents {
        @Override
        public void onFirstCheck(InetSocketAddress remote) {
            listener.onFirstCheck(remote);
        }

        @Override
        public void onProved(CandidatePair pair) {
            ((MediaBase) pair.base()).addFlow(SharedPortSession.this, pair);
            if (pair == selected) {
                ((MediaBase) pair.base()).carry(SharedPortSession.this, pair);
            }
        }

        @Override
        public void onForgotten(CandidatePair pair) {
            ((MediaBase) pair.base()).removeFlow(pair);
        }

        @Override
        public void onPath(CandidatePair pair) {
            synchronized (held) {
                selected = pair;
                pathKnown = true;
                held.forEach(packet -> pair.base().send(packet, 0, packet.length, pair.remote()));
                held.clear();
            }
            ((MediaBase) pair.base()).carry(SharedPortSession.this, pair);
            if (!closed.get()) {
                InetAddress host = pair.remote().getAddress();
                port.loop().strays().moved(SharedPortSession.this, host, System.nanoTime());
            }
            listener.onPath(pair.path());
        }

        /** Whoever opened the session watches {@link IceSession#lastConsentNanos()}, and ends it. */
        @Override
        public void onPathLost() {
            selected = null;
        }

        @Override
        public void onRevoked() {
            selected = null;
            listener.onFailed("the viewer took its consent to receive back (RFC 7675 §5.2)");
        }

        @Override
        public void onTurn() {
            if (!closed.get()) {
                reschedule();
            }
        }

        @Override
        public void onFragmentEnded(String localFragment) {
            port.forget(SharedPortSession.this, localFragment);
            candidates.end(localFragment);
        }
    }
}
