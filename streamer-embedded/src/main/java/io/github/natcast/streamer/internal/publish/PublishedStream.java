package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.connection.ConnectionEnd;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.connection.RtcpConsumer;
import io.github.natcast.streamer.internal.connection.ViewerConnection;
import io.github.natcast.streamer.internal.connection.ViewerConnectionListener;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.negotiation.AnswerReader;
import io.github.natcast.streamer.internal.negotiation.AnswerRejectedException;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferTransport;
import io.github.natcast.streamer.internal.negotiation.OfferWriter;
import io.github.natcast.streamer.internal.negotiation.RemoteTransport;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.negotiation.SimulcastLayer;
import io.github.natcast.streamer.internal.negotiation.TrickleFragment;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice4j.Ice4jTransport;
import io.github.natcast.streamer.internal.viewers.OutgoingMedia;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The media side of one attempt to publish: what a viewer has, with ice4j's ICE in place of the shared port's, and the
 * other half of negotiation. Its methods and its mutable state belong to the control loop; gathering is done on threads
 * for that.
 */
final class PublishedStream implements PublicationSession {
    /** Engines begin their files and their new viewers with a key frame of ours: one every two seconds, at least. */
    static final Duration KEY_FRAMES = Duration.ofSeconds(2);

    private static final Duration KEY_FRAME_LOOK = Duration.ofMillis(200);

    /**
     * Viewers who wait at the engine come within seconds of the first packet, or of the end of a black-out, and each
     * sees nothing before a key frame.
     */
    private static final Duration KEY_FRAMES_AT_FIRST = Duration.ofMillis(600);

    private static final int LOOKS_AT_FIRST = 20;

    private final PublishedStreams parts;
    private final OfferWriter writer;
    private final AnswerReader reader;
    private final Listener listener;
    private final ControlLoop control;
    private volatile @Nullable OutgoingMedia media;
    private volatile String codec = "";
    private @Nullable CompletableFuture<String> gathering;
    private @Nullable CompletableFuture<String> prepared;
    private @Nullable Ice4jTransport transport;
    private @Nullable ViewerConnection connection;
    private int looks;
    private boolean silent;
    /** Also read by who gathers: the control loop may have ended when that is done. */
    private volatile boolean closed;

    /** @param layers that are offered besides one stream; may be empty */
    PublishedStream(PublishedStreams parts, LocalMedia local, List<SimulcastLayer> layers, Listener listener) {
        this.parts = parts;
        this.writer = new OfferWriter(local, layers);
        this.reader = new AnswerReader(local, layers);
        this.listener = listener;
        this.control = parts.control();
    }

    /** What blocks, on a thread of its own. */
    private interface Gatherer {
        Ice4jTransport gather() throws IOException, InterruptedException;
    }

    private CompletableFuture<String> gather(Gatherer gatherer, Function<Ice4jTransport, String> text) {
        CompletableFuture<String> told = new CompletableFuture<>();
        gathering = told;
        ThreadFailures.logged()
                .daemon("natcast-publish", () -> {
                    try {
                        Ice4jTransport gathered = gatherer.gather();
                        if (closed) {
                            gathered.close();
                        } else {
                            control.execute(() -> gathered(gathered, text, told));
                        }
                    } catch (Throwable e) { // a missing class or memory, too: the attempt has to end
                        told.completeExceptionally(e);
                    }
                })
                .start();
        return told;
    }

    private void gathered(
            Ice4jTransport gathered, Function<Ice4jTransport, String> text, CompletableFuture<String> told) {
        if (closed || told != gathering) {
            // Closed, or other servers were wanted meanwhile.
            gathered.close();
            told.completeExceptionally(new IllegalStateException("the session was closed"));
        } else {
            Ice4jTransport former = transport;
            transport = gathered;
            if (former != null && former != gathered) {
                // What was prepared, before the engine told its servers; a restart has the same one.
                former.close();
            }
            told.complete(text.apply(gathered));
        }
    }

    @Override
    public void prepare() {
        prepared = gathered(List.of());
    }

    @Override
    public CompletionStage<String> offer(List<IceServer> servers) {
        CompletableFuture<String> early = prepared;
        return early != null && servers.isEmpty() ? early : gathered(servers);
    }

    private CompletableFuture<String> gathered(List<IceServer> servers) {
        long sessionId = parts.viewers().newSessionId();
        return gather(
                () -> Ice4jTransport.gather(parts.gathering(servers)),
                gathered -> writer.write(new OfferTransport(
                        sessionId,
                        1,
                        gathered.localCredentials(),
                        parts.viewers().fingerprint(),
                        gathered.localCandidates())));
    }

    @Override
    public void answer(String sdp) throws AnswerRejectedException {
        Ice4jTransport gathered = transport;
        if (closed || gathered == null) {
            throw new IllegalStateException("there is no offer that this could be the answer to");
        }
        try {
            SendPlan plan = reader.read(sdp);
            codec = plan.video().codec().name();
            media = parts.viewers().media(plan);
            connect(gathered, plan.transport());
        } catch (AnswerRejectedException e) {
            close();
            throw e;
        }
    }

    private void connect(Ice4jTransport gathered, RemoteTransport remote) {
        ViewerConnection opened = new ViewerConnection(
                gathered,
                parts.dtls(),
                remote.setup().localRole(),
                remote.fingerprints(),
                PublishedStreams.LIMITS,
                control,
                new ViewerTimeline(control::nanoTime),
                new FromConnection());
        connection = opened;
        gathered.onMoved(() -> control.execute(() -> {
            if (!closed) {
                listener.onMoved();
            }
        }));
        opened.start(remote.iceCredentials(), remote.lite());
        remote.candidates().forEach(opened::addRemoteCandidate);
    }

    @Override
    public CompletionStage<String> restart(List<IceServer> servers) {
        Ice4jTransport current = transport;
        if (closed || current == null) {
            return CompletableFuture.failedStage(new IllegalStateException("there is no session to restart"));
        }
        return gather(
                () -> {
                    current.gatherAgain(parts.gathering(servers));
                    return current;
                },
                gathered -> writer.fragment(gathered.localCredentials(), gathered.localCandidates()));
    }

    @Override
    public void restarted(String fragment) throws AnswerRejectedException {
        ViewerConnection current = connection;
        if (closed || current == null) {
            return;
        }
        try {
            TrickleFragment parsed = TrickleFragment.parse(fragment);
            IceCredentials remote = parsed.credentials()
                    .orElseThrow(() -> new OfferRejectedException(
                            OfferRejectedException.Code.BAD_FRAGMENT,
                            "The answer to an ICE restart needs a=ice-ufrag and a=ice-pwd (RFC 9725 §4.3.3)."));
            current.restart(remote);
            parsed.candidates().forEach(candidate -> current.addRemoteCandidate(candidate.candidate()));
        } catch (OfferRejectedException e) {
            throw new AnswerRejectedException("The answer to the ICE restart: " + e.getMessage());
        }
    }

    private void lookAtKeyFrames(OutgoingMedia sent) {
        if (!closed) {
            Duration within = looks < LOOKS_AT_FIRST ? KEY_FRAMES_AT_FIRST : KEY_FRAMES;
            sent.requireKeyFrame(within.minus(KEY_FRAME_LOOK));
            looks = Math.min(looks + 1, LOOKS_AT_FIRST);
            control.schedule(KEY_FRAME_LOOK, () -> lookAtKeyFrames(sent));
        }
    }

    @Override
    public PublicationTraffic traffic() {
        OutgoingMedia sent = media;
        return sent == null ? PublicationTraffic.none() : SentTraffic.of(codec, sent.stats(), sent.rate());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end();
        }
    }

    private void end() {
        OutgoingMedia sent = media;
        ViewerConnection current = connection;
        Ice4jTransport gathered = transport;
        if (sent != null) {
            sent.close();
        }
        if (current != null) {
            current.close();
        } else if (gathered != null) {
            gathered.close();
        }
    }

    private static String reason(ConnectionEnd end) {
        return switch (end.cause()) {
            case NO_CHECK ->
                "none of the engine's candidates answered a check within "
                        + PublishedStreams.LIMITS.firstCheck().toSeconds() + " s: is its UDP port open to this host?";
            case NOT_SECURED ->
                "a path was found, but the engine did not finish a DTLS handshake within "
                        + PublishedStreams.LIMITS.secured().toSeconds() + " s";
            case CONSENT_EXPIRED ->
                "the engine did not answer for "
                        + PublishedStreams.LIMITS.consent().toSeconds()
                        + " s: it ended without notice, or the network failed";
            case VIEWER_LEFT -> "the engine ended the session";
            case DTLS_FAILED -> "the DTLS handshake with the engine failed: " + end.reason();
            case CLOSED_HERE, ICE_FAILED -> end.reason();
        };
    }

    private void fail(String reason) {
        if (!closed) {
            close();
            listener.onFailed(reason);
        }
    }

    /** On the control loop. */
    private final class FromConnection implements ViewerConnectionListener {
        @Override
        public void onState(ViewerState state) {
            if (state == ViewerState.DISCONNECTED && !closed) {
                silent = true;
                listener.onSilence();
            } else if (state == ViewerState.CONNECTED && silent && !closed) {
                silent = false;
                looks = 0;
                listener.onHeard();
            }
        }

        @Override
        public void onPathValid() {
            OutgoingMedia sent = media;
            ViewerConnection current = connection;
            if (closed || sent == null || current == null) {
                return;
            }
            sent.start().ifPresentOrElse(PublishedStream.this::fail, () -> lookAtKeyFrames(sent));
            current.path().ifPresent(listener::onPath);
        }

        @Override
        public void onHandshake() {
            OutgoingMedia sent = media;
            if (!closed && sent != null) {
                sent.expectReceiver();
            }
        }

        @Override
        public RtcpConsumer onConnected(SrtpSender protector, MediaPath path) {
            OutgoingMedia sent = media;
            Ice4jTransport gathered = transport;
            if (closed || sent == null || gathered == null) {
                protector.erase();
                return (buffer, offset, length) -> {};
            }
            return sent.send(protector, path, gathered.openEgress(), new FromMedia());
        }

        @Override
        public void onPathChanged(MediaPath path) {
            OutgoingMedia sent = media;
            if (!closed && sent != null) {
                sent.path(path);
                looks = 0;
                listener.onPath(path);
            }
        }

        @Override
        public void onEnded(ConnectionEnd end) {
            fail(reason(end));
        }
    }

    /** On the sender thread. */
    private final class FromMedia implements OutgoingMedia.Listener {
        @Override
        public void onFirstPacket() {
            control.execute(() -> {
                if (!closed) {
                    listener.onFirstPacket();
                }
            });
        }

        @Override
        public void onFailure(String reason) {
            control.execute(() -> fail(reason));
        }
    }
}
