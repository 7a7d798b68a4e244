package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.internal.sender.NoEgress;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A transport without a network: it counts its open sessions, and a test says what they hear. */
final class CountedSessions implements IceTransport {
    private static final InetSocketAddress LOCAL = new InetSocketAddress("203.0.113.1", 10_111);
    private static final InetSocketAddress VIEWER = new InetSocketAddress("198.51.100.7", 4000);

    private final List<Session> sessions = new ArrayList<>();
    private final LongSupplier nanoTime;

    /** @param nanoTime viewers that have a path consent all the time */
    CountedSessions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Sessions that were not closed. */
    long open() {
        return sessions.stream().filter(session -> !session.closed).count();
    }

    /** A check of this session's viewer arrives. */
    void check(int session) {
        sessions.get(session).listener.onFirstCheck(VIEWER);
    }

    /** The viewer has answered one. */
    void findPath(int session) {
        sessions.get(session).path = new MediaPath(LOCAL, VIEWER, "host", "prflx");
        sessions.get(session).listener.onPath(new MediaPath(LOCAL, VIEWER, "host", "prflx"));
    }

    @Override
    public IceSession open(IceSessionListener listener) {
        Session session = new Session(listener, sessions.size());
        sessions.add(session);
        return session;
    }

    @Override
    public MediaEgress openEgress() {
        return new NoEgress();
    }

    @Override
    public List<InetSocketAddress> localAddresses() {
        return List.of(LOCAL);
    }

    @Override
    public void close() {}

    private final class Session implements IceSession {
        private final IceSessionListener listener;
        private final int number;
        private @Nullable MediaPath path;
        private boolean closed;

        Session(IceSessionListener listener, int number) {
            this.listener = listener;
            this.number = number;
        }

        @Override
        public IceCredentials localCredentials() {
            return new IceCredentials("here" + number, "herehereherehereherehere");
        }

        @Override
        public List<String> localCandidates() {
            return List.of("candidate:1 1 udp 1 203.0.113.1 10111 typ host");
        }

        @Override
        public void start(IceCredentials remote) {}

        @Override
        public void startControlling(IceCredentials remote) {}

        @Override
        public void restart(IceCredentials remote) {}

        @Override
        public void addRemoteCandidate(String candidate) {}

        @Override
        public Optional<MediaPath> path() {
            return Optional.ofNullable(path);
        }

        @Override
        public long lastConsentNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public void send(byte[] packet, int offset, int length) {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
