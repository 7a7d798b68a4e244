package io.github.natcast.streamer.probe;

import io.github.natcast.streamer.internal.transport.probe.BindingProbe;
import io.github.natcast.streamer.internal.transport.probe.Path;
import io.github.natcast.streamer.internal.transport.probe.TurnProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** A relayed address on a TURN server, as long as this is open. Confined to one thread. */
public final class RelayProbe implements AutoCloseable {
    private static final int ATTEMPTS = 4;

    private final TurnProbe turn;
    private final TurnProbe.Allocation allocation;
    private final BindingProbe binding;
    private final Duration patience;

    RelayProbe(TurnProbe turn, TurnProbe.Allocation allocation, BindingProbe binding, Duration patience) {
        this.turn = turn;
        this.allocation = allocation;
        this.binding = binding;
        this.patience = patience;
    }

    /** The address and port that the server relays from, as it names them. */
    public InetSocketAddress relayedAddress() {
        return allocation.relayed();
    }

    /** The address and port that the server sees this host at. */
    public InetSocketAddress mappedAddress() {
        return allocation.mapped();
    }

    /**
     * Has the server relay for this address (RFC 8656 §9).
     *
     * @throws ProbeException when it does not; 403 is an address that it was told not to relay for
     */
    public void permit(InetAddress peer) throws IOException {
        IceProbe.asking(() -> {
            turn.permit(peer);
            return peer;
        });
    }

    /**
     * Sends connectivity checks to an ICE agent by way of the relay, as a browser does that has no other way. The
     * agent's address was {@linkplain #permit permitted}.
     *
     * @return the address that the agent sees the relay at
     * @throws ProbeException when no answer comes through
     */
    public InetSocketAddress check(InetSocketAddress agent, IceCredentials credentials) throws IOException {
        return check(agent, credentials, patience);
    }

    /**
     * As {@link #check(InetSocketAddress, IceCredentials)}, with a patience of its own.
     *
     * @param longest at most so long is an answer waited for
     */
    public InetSocketAddress check(InetSocketAddress agent, IceCredentials credentials, Duration longest)
            throws IOException {
        return IceProbe.asking(() -> binding.check(
                turn,
                agent,
                credentials.remoteUfrag(),
                credentials.localUfrag(),
                credentials.remotePassword(),
                longest.compareTo(patience) < 0 ? longest : patience));
    }

    /**
     * Sends a datagram from another port to the relayed address, and one back by way of the relay.
     *
     * @param peer another port, whose address was {@linkplain #permit permitted}
     * @return how far it came
     */
    public Exchanged exchange(IceProbe peer) throws IOException {
        byte[] there = bytes();
        byte[] back = bytes();
        Optional<InetSocketAddress> from = Optional.empty();
        long wait = patience.toNanos() / ATTEMPTS;
        for (int i = 0; i < ATTEMPTS && from.isEmpty(); i++) {
            peer.socket().transmit(there, relayedAddress());
            from = await(turn, there, wait);
        }
        if (from.isEmpty()) {
            return Exchanged.NOTHING;
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            turn.transmit(back, from.get());
            if (await(peer.socket(), back, wait).isPresent()) {
                return Exchanged.BOTH_WAYS;
            }
        }
        return Exchanged.ONE_WAY;
    }

    /** How far datagrams come. */
    public enum Exchanged {
        /** To the relay and back. */
        BOTH_WAYS,
        /** From the peer to the relay's owner, and not back. */
        ONE_WAY,
        /** Not from the peer to the relay's owner. */
        NOTHING
    }

    private static byte[] bytes() {
        return ("natcast verify " + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<InetSocketAddress> await(Path path, byte[] expected, long waitNanos) throws IOException {
        long end = System.nanoTime() + waitNanos;
        for (long wait = waitNanos; wait > 0; wait = end - System.nanoTime()) {
            Optional<Path.Datagram> datagram = path.receive(wait);
            if (datagram.isPresent() && Arrays.equals(datagram.get().bytes(), expected)) {
                return Optional.of(datagram.get().from());
            }
        }
        return Optional.empty();
    }

    /** Gives the relayed address back; idempotent. */
    @Override
    public void close() {
        turn.close();
    }
}
