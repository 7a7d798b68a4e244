package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.internal.connection.ConnectionLimits;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.negotiation.RemoteTransport;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.signaling.OfferOrigin;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Opens viewers: holds what all of them share. Thread-safe. */
public final class ViewerFactory {
    private final IceTransport transport;
    private final DtlsServer dtls;
    private final Fanout fanout;
    private final ControlLoop control;
    private final ViewerRegistry registry;
    private final StreamerListener listener;
    private final Optional<PlayoutDelay> playoutDelay;
    private final RandomGenerator random;
    private final InstantSource wallClock;

    public ViewerFactory(
            IceTransport transport,
            DtlsServer dtls,
            Fanout fanout,
            ControlLoop control,
            ViewerRegistry registry,
            StreamerListener listener,
            Optional<PlayoutDelay> playoutDelay,
            RandomGenerator random,
            InstantSource wallClock) {
        this.transport = transport;
        this.dtls = dtls;
        this.fanout = fanout;
        this.control = control;
        this.registry = registry;
        this.listener = listener;
        this.playoutDelay = playoutDelay;
        this.random = random;
        this.wallClock = wallClock;
    }

    public ViewerSession open(OfferOrigin origin, RemoteTransport remote, ViewerSignals signals) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        ViewerSession session = new ViewerSession(
                HexFormat.of().formatHex(id),
                origin.session(),
                wallClock.instant(),
                fanout,
                control,
                registry,
                listener,
                playoutDelay,
                signals);
        session.connect(transport, dtls, remote, ConnectionLimits.ofDefaults());
        return session;
    }

    public Fingerprint fingerprint() {
        return dtls.identity().fingerprint();
    }

    /** {@code sess-id} of {@code o=}: fits 62 bits, since some readers use signed integers. */
    public long newSessionId() {
        return random.nextLong() >>> 2;
    }

    /** RFC 3550 §8: random; 0 is avoided because some receivers take it for "none". */
    public long newSsrc() {
        return random.nextLong(1, 1L << 32);
    }
}
