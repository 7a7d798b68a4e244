package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The sockets of one session that this side offers, gathered before there is a peer.
 *
 * <pre>{@code
 * Ice4jTransport transport = Ice4jTransport.gather(new Gathering(addresses, servers, limit, egress));
 * // into the offer: transport.localCredentials(), localCandidates()
 * IceSession session = transport.open(listener);        // once the answer is there
 * session.start(remoteCredentials);
 * session.addRemoteCandidate(candidate);                // each of the answer
 * MediaEgress egress = transport.openEgress();          // the sender thread's
 * }</pre>
 *
 * <p>This side controls, whether the peer implements ICE fully or ICE-lite. Thread-safe.
 */
public final class Ice4jTransport implements IceTransport {
    private final Routes routes = new Routes();
    private final AtomicBoolean opened = new AtomicBoolean();
    private final Ice4jSession session;

    private Ice4jTransport(Gathering gathering) throws IOException, InterruptedException {
        session = new Ice4jSession(gathering, routes);
    }

    /**
     * Opens the sockets and gathers; blocks until all servers have answered, or the limit is over.
     *
     * @throws IOException when none of the addresses can be bound
     */
    public static Ice4jTransport gather(Gathering gathering) throws IOException, InterruptedException {
        return new Ice4jTransport(gathering);
    }

    /**
     * Gathers anew for an ICE restart: {@link #localCredentials()} and {@link #localCandidates()} are those for the new
     * offer after the call, and {@link IceSession#restart} begins it. Blocks as {@link #gather}. Packets take the old
     * path until then.
     */
    public void gatherAgain(Gathering gathering) throws IOException, InterruptedException {
        session.gatherAgain(gathering);
    }

    /** For the offer. */
    public IceCredentials localCredentials() {
        return session.localCredentials();
    }

    @Override
    public List<String> localCandidates() {
        return session.localCandidates();
    }

    /** The one session. */
    @Override
    public IceSession open(IceSessionListener listener) {
        if (!opened.compareAndSet(false, true)) {
            throw new IllegalStateException("the transport's one session is open already");
        }
        session.listener(listener);
        return session;
    }

    /**
     * Names who is told when the peer sees this host at another address than before, as when a NAT's own address has
     * changed. What this side sends arrives all the same, but a peer that implements ICE fully sends to the old address
     * until ICE is restarted. On any thread, which the listener must not block; may repeat.
     */
    public void onMoved(Runnable listener) {
        session.onMoved(listener);
    }

    /** For the one sender thread, which closes it after its last send; the session does not wait for that. */
    @Override
    public MediaEgress openEgress() {
        return new Ice4jEgress(routes);
    }

    @Override
    public List<InetSocketAddress> localAddresses() {
        return routes.addresses();
    }

    /** Ends the session. Returns at once. */
    @Override
    public void close() {
        session.close();
    }
}
