package io.github.natcast.streamer.internal.pull;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.connection.ConnectionEnd;
import io.github.natcast.streamer.internal.connection.ConnectionLimits;
import io.github.natcast.streamer.internal.connection.RtcpConsumer;
import io.github.natcast.streamer.internal.connection.ViewerConnection;
import io.github.natcast.streamer.internal.connection.ViewerConnectionListener;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.negotiation.AgreedMedia;
import io.github.natcast.streamer.internal.negotiation.AnswerRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferTransport;
import io.github.natcast.streamer.internal.negotiation.ReceiveAnswer;
import io.github.natcast.streamer.internal.negotiation.ReceiveOffer;
import io.github.natcast.streamer.internal.negotiation.TrickleFragment;
import io.github.natcast.streamer.internal.publish.PublicationSession;
import io.github.natcast.streamer.internal.publish.PublicationTraffic;
import io.github.natcast.streamer.internal.receive.ReceivedMedia;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice4j.Ice4jTransport;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The media side of one attempt to play from a server: ICE as the controlling side, DTLS in either role, and what
 * comes. Its owner calls the methods on the control loop, except where an interface says otherwise.
 */
final class PullSession implements PublicationSession {
    /** How often lost packets are looked after; a loss is asked for at once by the packet that shows it. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** A sender reports every second at least, while a picture rests and no sound is there (RFC 3550 §6.2). */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final PullParts parts;
    private final ReceivedMedia media;
    private final Listener listener;
    private final List<VideoCodec> codecs;
    private @Nullable Ice4jTransport transport;
    private @Nullable ViewerConnection connection;
    private volatile @Nullable PullMedia received;
    private boolean silent;
    /** Also read by who gathers: the control loop may have ended when that is done. */
    private volatile boolean closed;

    /** @param media called on the transport's threads and the control loop, one at a time */
    PullSession(PullParts parts, List<VideoCodec> codecs, ReceivedMedia media, Listener listener) {
        this.parts = parts;
        this.codecs = codecs;
        this.media = media;
        this.listener = listener;
    }

    @Override
    public CompletionStage<String> offer(List<IceServer> servers) {
        return onWorker(() -> gather(servers)).thenApplyAsync(this::offer, parts.control());
    }

    private Ice4jTransport gather(List<IceServer> servers) throws IOException, InterruptedException {
        Ice4jTransport gathered = Ice4jTransport.gather(parts.network().gathering(servers));
        if (closed) {
            gathered.close();
        }
        return gathered;
    }

    private String offer(Ice4jTransport gathered) {
        if (closed) {
            gathered.close();
            throw new IllegalStateException("the session is closed");
        }
        transport = gathered;
        return ReceiveOffer.write(
                codecs,
                new OfferTransport(
                        parts.random().nextLong() >>> 1,
                        1,
                        gathered.localCredentials(),
                        parts.dtls().identity().fingerprint(),
                        gathered.localCandidates()));
    }

    @Override
    public void answer(String sdp) throws AnswerRejectedException {
        AgreedMedia agreed = ReceiveAnswer.read(codecs, sdp);
        Ice4jTransport gathered = transport;
        if (closed || gathered == null) {
            return;
        }
        ViewerConnection opened = new ViewerConnection(
                gathered,
                parts.dtls(),
                agreed.transport().setup().localRole(),
                agreed.transport().fingerprints(),
                ConnectionLimits.ofDefaults(),
                parts.control(),
                new ViewerTimeline(parts.control()::nanoTime),
                new FromConnection(gathered, agreed));
        connection = opened;
        gathered.onMoved(listener::onMoved);
        opened.start(agreed.transport().iceCredentials(), agreed.transport().lite());
        agreed.transport().candidates().forEach(opened::addRemoteCandidate);
    }

    @Override
    public CompletionStage<String> restart(List<IceServer> servers) {
        Ice4jTransport gathered = transport;
        if (closed || gathered == null) {
            return CompletableFuture.failedStage(new IllegalStateException("the session is closed"));
        }
        return onWorker(() -> {
            gathered.gatherAgain(parts.network().gathering(servers));
            return ReceiveOffer.fragment(gathered.localCredentials(), gathered.localCandidates());
        });
    }

    @Override
    public void restarted(String fragment) throws AnswerRejectedException {
        ViewerConnection current = connection;
        TrickleFragment told;
        try {
            told = TrickleFragment.parse(fragment);
        } catch (OfferRejectedException e) {
            throw new AnswerRejectedException("The server's fragment cannot be read: " + e.getMessage());
        }
        IceCredentials credentials = told.credentials()
                .orElseThrow(() -> new AnswerRejectedException("The server's fragment has no ICE credentials."));
        if (current != null) {
            current.restart(credentials);
            told.candidates().forEach(candidate -> current.addRemoteCandidate(candidate.candidate()));
        }
    }

    /** Nothing is sent but reports. */
    @Override
    public PublicationTraffic traffic() {
        return PublicationTraffic.none();
    }

    /** Asks the server for a key frame; returns whether one can be expected. On any thread. */
    boolean requestKeyFrame() {
        PullMedia current = received;
        if (current != null) {
            current.requestKeyFrame();
        }
        return current != null;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        PullMedia current = received;
        if (current != null) {
            current.close();
        }
        if (connection != null) {
            connection.close();
        }
        if (transport != null) {
            // After the connection's own end, which has close_notify to send.
            Ice4jTransport ended = transport;
            parts.control().execute(() -> parts.control().execute(ended::close));
        }
    }

    /** Looks after what is lost, and whether the server is still heard. On the control loop. */
    private void tick() {
        PullMedia current = received;
        if (closed || current == null) {
            return;
        }
        current.poll();
        boolean now = parts.control().nanoTime() - current.heardNanos() >= SILENCE.toNanos();
        if (now && !silent) {
            listener.onSilence();
        } else if (silent && !now) {
            listener.onHeard();
        }
        silent = now;
        parts.control().schedule(TICK, this::tick);
    }

    private <T> CompletableFuture<T> onWorker(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        parts.workers().execute(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) { // a missing class or memory, too: the attempt has to end
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** On the control loop. */
    private final class FromConnection implements ViewerConnectionListener {
        private final Ice4jTransport gathered;
        private final AgreedMedia agreed;

        FromConnection(Ice4jTransport gathered, AgreedMedia agreed) {
            this.gathered = gathered;
            this.agreed = agreed;
        }

        @Override
        public boolean receivesMedia() {
            return true;
        }

        @Override
        public void onState(ViewerState state) {
            if (state == ViewerState.CONNECTED) {
                ViewerConnection current = connection;
                if (current != null) {
                    current.path().ifPresent(listener::onPath);
                }
            }
        }

        @Override
        public RtcpConsumer onConnected(SrtpSender protector, MediaPath path) {
            listener.onPath(path);
            PullMedia opened = new PullMedia(
                    AgreedPlan.of(agreed),
                    parts.random().nextInt() & 0xFFFF_FFFFL,
                    Long.toHexString(parts.random().nextLong()),
                    media,
                    protector,
                    gathered.openEgress(),
                    path,
                    parts.clock(),
                    new FromMedia());
            received = opened;
            parts.control().schedule(TICK, PullSession.this::tick);
            return opened;
        }

        @Override
        public void onPathChanged(MediaPath path) {
            PullMedia current = received;
            if (current != null) {
                current.moveTo(path);
            }
            listener.onPath(path);
        }

        @Override
        public void onEnded(ConnectionEnd end) {
            switch (end.cause()) {
                case CLOSED_HERE -> {}
                case VIEWER_LEFT -> listener.onFailed("the server has closed the connection");
                case CONSENT_EXPIRED -> listener.onFailed("the server is not heard any more");
                case NO_CHECK, NOT_SECURED ->
                    listener.onFailed("the server could not be reached at the addresses of its answer, or did not"
                            + " finish the DTLS handshake: is its UDP port open?");
                case ICE_FAILED, DTLS_FAILED -> listener.onFailed(end.reason());
            }
        }
    }

    private final class FromMedia implements PullMedia.Listener {
        @Override
        public void onFirstPacket() {
            listener.onFirstPacket();
        }

        @Override
        public void onGoodbye() {
            listener.onFailed("the server has ended the stream");
        }
    }
}
