package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transport with one session; the test plays the network. */
final class FakeIce implements IceTransport, IceSession {
    static final InetSocketAddress LOCAL = new InetSocketAddress("192.0.2.1", 10_111);

    final List<String> calls = new ArrayList<>();
    Consumer<byte[]> toViewer = packet -> {};
    long consentNanos;

    @Nullable
    MediaPath path;

    @Nullable
    IceSessionListener listener;

    boolean closed;

    IceSessionListener listener() {
        if (listener == null) {
            throw new IllegalStateException("no session is open");
        }
        return listener;
    }

    static MediaPath pathTo(int port) {
        return new MediaPath(LOCAL, new InetSocketAddress("198.51.100.7", port), "host", "prflx");
    }

    @Override
    public IceSession open(IceSessionListener sessionListener) {
        listener = sessionListener;
        return this;
    }

    @Override
    public MediaEgress openEgress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<InetSocketAddress> localAddresses() {
        return List.of(LOCAL);
    }

    @Override
    public IceCredentials localCredentials() {
        return new IceCredentials("here", "herehereherehereherehere");
    }

    @Override
    public List<String> localCandidates() {
        return List.of("candidate:1 1 udp 1 192.0.2.1 10111 typ host");
    }

    @Override
    public void start(IceCredentials remote) {
        calls.add("start " + remote.usernameFragment());
    }

    @Override
    public void startControlling(IceCredentials remote) {
        calls.add("control " + remote.usernameFragment());
    }

    @Override
    public void restart(IceCredentials remote) {
        calls.add("restart " + remote.usernameFragment());
    }

    @Override
    public void addRemoteCandidate(String candidate) {
        calls.add(candidate);
    }

    @Override
    public Optional<MediaPath> path() {
        return Optional.ofNullable(path);
    }

    @Override
    public long lastConsentNanos() {
        return consentNanos;
    }

    @Override
    public void send(byte[] packet, int offset, int length) {
        if (!closed) {
            toViewer.accept(Arrays.copyOfRange(packet, offset, offset + length));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            calls.add("close");
        }
        closed = true;
    }
}
