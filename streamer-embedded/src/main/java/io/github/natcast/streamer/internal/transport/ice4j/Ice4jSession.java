package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one session of an {@link Ice4jTransport}. Its candidates are gathered before it is opened; a restart gathers
 * another agent's, which takes over when it has a pair. Thread-safe; the listener is called by one thread at a time.
 */
final class Ice4jSession implements IceSession, Ice4jAgent.Events {
    /** DTLS may answer before ice4j, on its own threads, has seen that the pair is valid. */
    private static final int MOST_KEPT = 8;

    private final Gathering gathering;
    private final Routes routes;
    private final Object receiving = new Object();
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private Ice4jAgent agent;
    private @Nullable Ice4jAgent next;
    private volatile @Nullable IceSessionListener listener;
    private volatile Runnable moved = () -> {};
    private volatile Optional<MediaPath> path = Optional.empty();
    private volatile long consentNanos = System.nanoTime();
    private boolean answered;
    private boolean closed;

    /** Gathers; see {@link Ice4jAgent#gather}. */
    Ice4jSession(Gathering gathering, Routes routes) throws IOException, InterruptedException {
        this.gathering = gathering;
        this.routes = routes;
        agent = Ice4jAgent.gather(gathering, routes, this);
    }

    /** Sets who hears of it; once. */
    void listener(IceSessionListener opened) {
        listener = opened;
    }

    /** Sets who hears that the peer sees this host at another address; on any thread, and may repeat. */
    void onMoved(Runnable told) {
        moved = told;
    }

    @Override
    public void onMoved(Ice4jAgent from) {
        synchronized (this) {
            if (closed || from != agent || path.isEmpty()) {
                return;
            }
        }
        moved.run();
    }

    /** Gathers for a restart, from the addresses that this host has now; blocks for that. */
    void gatherAgain(Gathering now) throws IOException, InterruptedException {
        Ice4jAgent gathered = Ice4jAgent.gather(now, routes, this);
        @Nullable Ice4jAgent former;
        synchronized (this) {
            former = closed ? gathered : next;
            next = closed ? null : gathered;
        }
        replaced(former);
    }

    /** The agent whose credentials a peer is told now. */
    private synchronized Ice4jAgent offered() {
        return next == null ? agent : next;
    }

    @Override
    public IceCredentials localCredentials() {
        return offered().credentials();
    }

    @Override
    public List<String> localCandidates() {
        return offered().candidates();
    }

    @Override
    public void start(IceCredentials remote) {
        consentNanos = System.nanoTime();
        offered().start(remote);
    }

    /** Likewise: who offers controls (RFC 8445 §6.1.1), whatever the other side implements. */
    @Override
    public void startControlling(IceCredentials remote) {
        start(remote);
    }

    /** Checks with what {@link Ice4jTransport#gatherAgain} found; without it, gathers here, and blocks. */
    @Override
    public void restart(IceCredentials remote) {
        boolean gathered;
        synchronized (this) {
            gathered = next != null;
        }
        if (!gathered) {
            try {
                gatherAgain(gathering);
            } catch (IOException e) {
                return; // no address any more: the old path goes on, or its consent expires
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        offered().start(remote);
    }

    @Override
    public void addRemoteCandidate(String candidate) {
        offered().addRemoteCandidate(candidate);
    }

    @Override
    public Optional<MediaPath> path() {
        return path;
    }

    @Override
    public long lastConsentNanos() {
        return consentNanos;
    }

    @Override
    public void send(byte[] packet, int offset, int length) {
        Ice4jAgent current;
        synchronized (this) {
            if (path.isEmpty()) {
                if (kept.size() < MOST_KEPT) {
                    kept.add(Arrays.copyOfRange(packet, offset, offset + length));
                }
                return;
            }
            current = agent;
        }
        current.send(packet, offset, length);
    }

    @Override
    public void onAnswer(Ice4jAgent from, InetSocketAddress remote) {
        @Nullable IceSessionListener told = listener;
        synchronized (this) {
            if (closed || answered || told == null) {
                return;
            }
            answered = true;
        }
        told.onFirstCheck(remote);
    }

    @Override
    public void onConsent(Ice4jAgent from) {
        synchronized (this) {
            if (from != agent) {
                return;
            }
        }
        consentNanos = System.nanoTime();
    }

    @Override
    public void onSelected(Ice4jAgent from) {
        @Nullable IceSessionListener told = listener;
        @Nullable MediaPath found = from.path().orElse(null);
        @Nullable Ice4jAgent former = null;
        List<byte[]> early;
        synchronized (this) {
            if (closed || told == null || found == null || (from != agent && from != next)) {
                return;
            }
            if (from == next) {
                former = agent;
                agent = from;
                next = null;
            }
            path = Optional.of(found);
            early = List.copyOf(kept);
            kept.clear();
        }
        consentNanos = System.nanoTime();
        early.forEach(packet -> from.send(packet, 0, packet.length));
        told.onPath(found);
        replaced(former);
    }

    /** A restart that fails leaves the old path as it is. */
    @Override
    public void onFailed(Ice4jAgent from) {
        @Nullable IceSessionListener told = listener;
        synchronized (this) {
            if (closed || told == null || from != agent || path.isPresent()) {
                return;
            }
        }
        told.onFailed("none of the " + (gathering.servers().turn().isEmpty() ? "" : "direct or relayed ")
                + "paths to the media server's candidates answered a check: is its media port open to this host?");
    }

    @Override
    public void onPacket(byte[] buffer, int offset, int length) {
        @Nullable IceSessionListener told = listener;
        if (told != null) {
            synchronized (receiving) {
                told.onPacket(buffer, offset, length);
            }
        }
    }

    /** Returns at once: ice4j frees its sockets on a thread for that. */
    @Override
    public void close() {
        @Nullable Ice4jAgent waiting;
        Ice4jAgent current;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            listener = null;
            path = Optional.empty();
            current = agent;
            waiting = next;
            next = null;
        }
        inBackground(() -> {
            current.close();
            if (waiting != null) {
                waiting.close();
            }
            routes.end();
        });
    }

    private static void replaced(@Nullable Ice4jAgent former) {
        if (former != null) {
            inBackground(() -> {
                former.close();
                former.retire();
            });
        }
    }

    private static void inBackground(Runnable freeing) {
        ThreadFailures.logged().daemon("natcast-ice-end", freeing).start();
    }
}
