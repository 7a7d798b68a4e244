package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice4j.MediaBase.Flow;
import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.streamer.internal.transport.nat.ViewerChecks;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** One viewer on the shared port. Thread-safe; methods that begin with {@code on} belong to the receive thread. */
final class Ice4jSession implements IceSession {
    /** Remote addresses remembered per viewer: a browser has a few interfaces, and NATs and tunnels rebind. */
    private static final int MAXIMUM_FLOWS = 16;

    /** DTLS packets kept for the first path: one flight of the handshake. */
    private static final int MAXIMUM_HELD = 8;

    private final ViewerAgent agent;
    private final IceCredentials localCredentials;
    private final List<String> localCandidates;
    private final IceSessionListener listener;
    private final Consumer<Ice4jSession> onClose;
    private final Optional<ViewerChecks> checks;
    private final PathSelector paths = new PathSelector(System.nanoTime());
    private final Mac localIntegrity;
    private final AtomicReference<@Nullable Mac> remoteIntegrity = new AtomicReference<>();
    private final Deque<Flow> flows = new ArrayDeque<>();
    private final Deque<byte[]> held = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Flow selectedFlow;
    private boolean checked;

    Ice4jSession(
            SharedPortHarvester harvester,
            AgentSocket.Placeholder placeholder,
            List<String> localCandidates,
            IceSessionListener listener,
            Optional<NatTraversal> nat,
            Consumer<Ice4jSession> onClose) {
        this.localCandidates = localCandidates;
        this.listener = listener;
        this.onClose = onClose;
        this.agent = new ViewerAgent(harvester, placeholder, this::failed);
        this.localCredentials = agent.credentials();
        this.checks = nat.map(traversal -> traversal.open(localCredentials.usernameFragment(), agent.tieBreaker()));
        this.localIntegrity = StunPacket.integrity(localCredentials.password());
    }

    private void failed() {
        if (!closed.get()) {
            listener.onFailed(
                    "the viewer's checks arrived, but it answered none of ours: its packets reach this server,"
                            + " this server's do not reach it");
        }
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
        if (!remoteIntegrity.compareAndSet(null, StunPacket.integrity(remote.password()))) {
            throw new IllegalStateException("the session was started before");
        }
        paths.restart(System.nanoTime());
        agent.start(remote);
        checks.ifPresent(toViewer -> toViewer.start(remote));
    }

    @Override
    public void addRemoteCandidate(String candidate) {
        // ice4j does not get it: it learns the viewer as peer-reflexive when the viewer's checks come in.
        checks.ifPresent(toViewer -> toViewer.add(candidate));
    }

    @Override
    public Optional<MediaPath> path() {
        return Optional.ofNullable(paths.path());
    }

    @Override
    public long lastConsentNanos() {
        return paths.consentNanos();
    }

    @Override
    public void send(byte[] packet, int offset, int length) {
        if (closed.get()) {
            return;
        }
        @Nullable Flow current = selectedFlow;
        if (current == null) {
            synchronized (held) {
                current = selectedFlow;
                if (current == null) {
                    hold(packet, offset, length);
                    return;
                }
            }
        }
        current.base().send(packet, offset, length, current.remote());
    }

    private void hold(byte[] packet, int offset, int length) {
        if (held.size() < MAXIMUM_HELD) {
            held.add(Arrays.copyOfRange(packet, offset, offset + length));
        }
    }

    /** Whether a request carries this session's password. */
    boolean onAuthenticate(StunPacket request) {
        return request.isAuthentic(localIntegrity);
    }

    /** Remembers an address that passed a check, instead of the oldest if there are too many; null when closed. */
    @Nullable
    Flow onNewAddress(MediaBase base, InetSocketAddress remote) {
        MediaPath path = new MediaPath(base.address(), remote, base.candidateType(), "prflx");
        Flow flow = new Flow(this, base, remote, new PathSelector.Pair(path));
        synchronized (flows) {
            if (closed.get()) {
                return null;
            }
            if (flows.size() == MAXIMUM_FLOWS) {
                forgetOldest();
            }
            flows.add(flow);
            base.addFlow(flow);
        }
        return flow;
    }

    private void forgetOldest() {
        Flow oldest = flows.remove();
        if (oldest.equals(selectedFlow)) {
            flows.add(oldest);
            oldest = flows.remove();
        }
        oldest.base().removeFlow(oldest);
    }

    /** An authentic request. */
    void onCheck(Flow flow, StunPacket request, byte[] packet, int length) {
        if (!checked) {
            checked = true;
            listener.onFirstCheck(flow.remote());
        }
        boolean changed = request.useCandidate() && paths.nominated(flow.pair());
        agent.handle(packet, length, flow.base(), flow.remote());
        if (changed) {
            pathChanged(flow);
        } else if (selectedFlow != null && flow.pair().firstTry()) {
            agent.check(flow.base(), flow.remote());
        }
    }

    /** A response from the remote address of a flow. */
    void onAnswer(Flow flow, StunPacket response, byte[] packet, int length) {
        Mac mac = remoteIntegrity.get();
        boolean proof = response.type() == StunPacket.BINDING_SUCCESS_RESPONSE
                && mac != null
                && agent.sentTransaction(response.transactionHigh(), response.transactionLow())
                && response.isAuthentic(mac);
        agent.handle(packet, length, flow.base(), flow.remote());
        if (proof && paths.answered(flow.pair(), System.nanoTime())) {
            pathChanged(flow);
        }
    }

    /** A packet that is not STUN, from the remote address of a flow. */
    void onPacket(Flow flow, byte[] packet, int length) {
        if (paths.used(flow.pair())) {
            pathChanged(flow);
        }
        listener.onPacket(packet, 0, length);
    }

    private void pathChanged(Flow flow) {
        synchronized (held) {
            selectedFlow = flow;
            held.forEach(packet -> flow.base().send(packet, 0, packet.length, flow.remote()));
            held.clear();
        }
        agent.settle();
        checks.ifPresent(ViewerChecks::settle);
        listener.onPath(flow.pair().path());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        onClose.accept(this);
        checks.ifPresent(ViewerChecks::close);
        synchronized (flows) {
            flows.forEach(flow -> flow.base().removeFlow(flow));
            flows.clear();
        }
        agent.close();
    }
}
