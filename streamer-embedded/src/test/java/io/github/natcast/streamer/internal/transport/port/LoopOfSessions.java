package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.CheckTargets;
import io.github.natcast.streamer.internal.transport.ice.IceContext;
import io.github.natcast.streamer.internal.transport.ice.NewCredentials;
import io.github.natcast.streamer.internal.transport.ice.RemoteCandidate;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A receive thread with sessions, without a socket: the test is what the packets come from. */
final class LoopOfSessions implements SharedPortSession.SharedPort, ReceiveLoop.ServerPackets, AutoCloseable {
    private final Random random = new Random(1);
    private final IceContext context = IceContext.of(random);
    private final Map<String, SharedPortSession> sessions = new ConcurrentHashMap<>();
    private final RefusalCounts refusals = new RefusalCounts();
    private final ReceiveLoop loop = new ReceiveLoop(List.of(), sessions, this);
    private final Thread thread = new Thread(loop, "receive-loop-of-a-test");

    LoopOfSessions() throws IOException {
        thread.start();
    }

    ReceiveLoop receive() {
        return loop;
    }

    /** Does this on the receive thread, and waits for it. */
    void run(Runnable step) throws Exception {
        CompletableFuture.runAsync(step, loop).get(10, TimeUnit.SECONDS);
    }

    SharedPortSession session() {
        return session(new Silent());
    }

    SharedPortSession session(IceSessionListener listener) {
        IceCredentials credentials = NewCredentials.from(random);
        SharedPortSession session = new SharedPortSession(this, context, credentials, 42, listener);
        sessions.put(credentials.usernameFragment(), session);
        return session;
    }

    /** Takes no notice. */
    private static final class Silent implements IceSessionListener {
        @Override
        public void onPath(MediaPath path) {}

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {}

        @Override
        public void onFailed(String reason) {}
    }

    @Override
    public void close() {
        loop.stop();
        Threads.joinUninterruptibly(thread);
    }

    @Override
    public ReceiveLoop loop() {
        return loop;
    }

    @Override
    public boolean checksCandidates() {
        return false;
    }

    @Override
    public Optional<RemoteCandidate> checkable(String candidate) {
        return CheckTargets.of(candidate, CheckTargets.PUBLIC);
    }

    @Override
    public List<? extends Base> basesFor(InetSocketAddress remote) {
        return List.of();
    }

    @Override
    public List<String> localCandidates() {
        return List.of();
    }

    @Override
    public IceCredentials rename(SharedPortSession session) {
        IceCredentials credentials = NewCredentials.from(random);
        sessions.put(credentials.usernameFragment(), session);
        return credentials;
    }

    @Override
    public void forget(SharedPortSession session, String fragment) {
        sessions.remove(fragment, session);
    }

    @Override
    public void permit(InetSocketAddress candidate) {}

    @Override
    public RefusalCounts refusals() {
        return refusals;
    }

    @Override
    public void withdraw(InetSocketAddress candidate) {}

    @Override
    public boolean take(MediaBase base, InetSocketAddress remote, StunPacket response) {
        return false;
    }

    @Override
    public @Nullable RelaySocket relayBehind(InetSocketAddress remote) {
        return null;
    }
}
