package io.github.natcast.streamer.internal.answer;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A transport whose addresses a test changes; nobody opens sessions on it. */
final class FakeTransport implements IceTransport {
    static final int PORT = 10_111;

    private List<OwnAddress> own = List.of();
    private List<String> reflexive = List.of();
    private Runnable listener = () -> {};

    /** Interfaces have these addresses now, each in a network of 24 bits. */
    void own(List<String> addresses) {
        own = addresses.stream()
                .map(address ->
                        new OwnAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), 24))
                .toList();
        listener.run();
    }

    /** A NAT shows these addresses now. */
    void reflexive(List<String> addresses) {
        reflexive = List.copyOf(addresses);
        listener.run();
    }

    @Override
    public List<OwnAddress> ownAddresses() {
        return own;
    }

    @Override
    public List<InetSocketAddress> localAddresses() {
        return own.stream()
                .map(each -> new InetSocketAddress(each.address(), PORT))
                .toList();
    }

    @Override
    public List<String> localCandidates() {
        List<String> candidates = new ArrayList<>();
        own.forEach(each -> candidates.add("candidate:1 1 udp 2130706431 " + each.ip() + " " + PORT + " typ host"));
        reflexive.forEach(address ->
                candidates.add("candidate:2 1 udp 1694498815 " + address + " 40404 typ srflx raddr 0.0.0.0 rport 9"));
        return candidates;
    }

    @Override
    public void onCandidatesChanged(Runnable changed) {
        listener = changed;
    }

    @Override
    public IceSession open(IceSessionListener events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MediaEgress openEgress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
