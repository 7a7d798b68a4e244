package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.LocalTransport;
import io.github.natcast.streamer.internal.negotiation.Offer;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.TrickleFragment;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.topology.IceServer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A handler whose viewers write down what happens to them. An offer that begins with "reject CODE" is rejected with
 * that code.
 */
final class FakeStreamer implements SignalingHandler, ViewerDirectory, AutoCloseable {
    static final TrickledCandidate CANDIDATE = new TrickledCandidate(
            "candidate:1 1 udp 2130706431 203.0.113.7 10111 typ host", Optional.of("0"), OptionalInt.of(0));

    private static final String SHUTDOWN = "the server is shutting down";
    private static final LocalTransport TRANSPORT = new LocalTransport(
            1,
            1,
            new IceCredentials("serv", "0123456789abcdefghijkl"),
            DtlsRole.SERVER,
            Fingerprint.parse("sha-256 " + String.join(":", Collections.nCopies(32, "AB"))),
            List.of("candidate:1 1 udp 2130706431 203.0.113.9 10111 typ host"),
            true);
    private static final LocalMedia MEDIA = new LocalMedia(
            List.of(VideoCodec.VP8),
            new LocalMedia.H264(Set.of(1), List.of(H264Profile.CONSTRAINED_BASELINE), 31),
            1,
            2,
            "natcast",
            "natcast",
            Set.of(),
            Set.of(),
            Optional.empty());

    final List<Viewer> viewers = new CopyOnWriteArrayList<>();
    /** Everything that happened to any viewer, in order. */
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    /** The viewers whose answer was written, by number. */
    final List<Integer> answersSent = new CopyOnWriteArrayList<>();

    /** Whom the program was asked about. */
    final List<ViewerRequest> asked = new CopyOnWriteArrayList<>();

    /** What it decides. */
    volatile Admission.Decision decision = Admission.watch("live");

    volatile boolean admitsEveryone = true;

    /** How many viewers may watch at once. */
    volatile int places = Integer.MAX_VALUE;

    /** Offers are answered once this is released; a permit for each. */
    volatile @Nullable Semaphore answering;

    /** A permit for each offer that has come. */
    final Semaphore offering = new Semaphore(0);

    /** When set, why every offer is rejected. */
    volatile OfferRejectedException.@Nullable Code rejection;

    /** Unless 0, after how many seconds this client may come again, who has too many viewers. */
    volatile int waitSeconds;

    /** When set, what the program decides on everybody. */
    volatile Admission.@Nullable Decision refusal;

    /** When set, answers are real ones, with an address that nothing listens on. */
    volatile boolean negotiates;

    /** What viewers hear when they report; null for nothing. */
    volatile @Nullable Map<String, Object> stats;

    private volatile boolean closed;

    @Override
    public Admission.Decision admit(ViewerRequest request) {
        asked.add(request);
        Admission.Decision refused = refusal;
        return refused == null ? decision : refused;
    }

    @Override
    public boolean admitsEveryone() {
        return admitsEveryone;
    }

    @Override
    public SignaledViewer offer(
            String sdp, ViewerRequest origin, Admission.Decision.Watch admitted, ViewerSignals signals)
            throws OfferRejectedException {
        OfferRejectedException.Code always = rejection;
        if (always != null) {
            throw new OfferRejectedException(always, "Rejected for the test.", "the line");
        }
        if (waitSeconds > 0) {
            throw new OfferRejectedException(
                    OfferRejectedException.Code.TOO_MANY_VIEWERS_OF_CLIENT, "Too many for the test.", waitSeconds);
        }
        if (watching() >= places) {
            throw new OfferRejectedException(
                    OfferRejectedException.Code.TOO_MANY_VIEWERS, "All " + places + " places are taken.");
        }
        if (sdp.startsWith("reject ")) {
            OfferRejectedException.Code code = OfferRejectedException.Code.valueOf(
                    sdp.substring("reject ".length()).trim());
            throw new OfferRejectedException(code, "rejected for the test", "the line");
        }
        if (sdp.startsWith("fail")) {
            throw new IllegalStateException("a failure that the log must show");
        }
        if (sdp.startsWith("error")) {
            throw new NoClassDefFoundError("an error that the log must show");
        }
        if (sdp.startsWith("early candidate")) {
            signals.onLocalCandidate(CANDIDATE);
            signals.onEndOfLocalCandidates();
        }
        if (sdp.startsWith("greet")) {
            events.add("greeted: " + signals.send(new OutgoingMessage("{\"type\":\"hello\"}"))
                    + ", with more than fits: "
                    + signals.send(
                            new OutgoingMessage("{\"type\":\"hello\",\"long\":\"" + "z".repeat(65_500) + "\"}")));
        }
        offering.release();
        Semaphore wait = answering;
        if (wait != null) {
            wait.acquireUninterruptibly();
        }
        String answer =
                negotiates ? Offer.parse(sdp).negotiate(MEDIA).answer(TRANSPORT) : "answer " + viewers.size() + "\r\n";
        Viewer viewer = new Viewer(viewers.size(), sdp, origin, signals, answer);
        viewers.add(viewer);
        events.add(viewer.number + " offered over " + origin.protocol() + " in " + origin.session());
        if (closed) { // read after the viewer was added: close() either sees it or is seen here
            viewer.close(SHUTDOWN);
        }
        return viewer;
    }

    @Override
    public List<Map<String, Object>> all() {
        return viewers.stream().map(Viewer::entry).toList();
    }

    @Override
    public Optional<Map<String, Object>> find(String id) {
        return viewers.stream()
                .filter(viewer -> id.equals(String.valueOf(viewer.number)))
                .findFirst()
                .map(Viewer::entry);
    }

    /** How many viewers are open. */
    int watching() {
        return (int) viewers.stream().filter(viewer -> !viewer.isClosed()).count();
    }

    @Override
    public void close() {
        closed = true;
        viewers.forEach(viewer -> viewer.close(SHUTDOWN));
    }

    @Override
    public List<IceServer> iceServers(ViewerRequest origin) {
        return List.of(
                IceServer.stun("stun:stun.example.org:3478"),
                IceServer.turn("turn:turn.example.org:3478?transport=udp", "user", "pa\"ss"));
    }

    String nextEvent() throws InterruptedException {
        String event = events.poll(5, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing happened for 5 s");
        }
        return event;
    }

    final class Viewer implements SignaledViewer {
        final int number;
        final String offer;
        final ViewerRequest origin;
        final ViewerSignals signals;
        private final String answer;
        private volatile String remoteUsernameFragment;
        private boolean closed;

        Viewer(int number, String offer, ViewerRequest origin, ViewerSignals signals, String answer) {
            this.number = number;
            this.offer = offer;
            this.remoteUsernameFragment = offer.lines()
                    .filter(line -> line.startsWith("a=ice-ufrag:"))
                    .map(line -> line.substring("a=ice-ufrag:".length()))
                    .findFirst()
                    .orElse("");
            this.origin = origin;
            this.signals = signals;
            this.answer = answer;
        }

        @Override
        public String answer() {
            return answer;
        }

        @Override
        public Optional<String> answerAgain(String sdp) throws OfferRejectedException {
            if (sdp.startsWith("again but reject")) {
                signals.onLocalCandidate(CANDIDATE);
                throw new OfferRejectedException(OfferRejectedException.Code.MEDIA_CHANGED, "rejected", "the line");
            }
            if (!sdp.startsWith("again")) {
                return Optional.empty();
            }
            signals.onLocalCandidate(CANDIDATE);
            events.add(number + " offered again");
            return Optional.of(answer + " again");
        }

        @Override
        public String restart(TrickleFragment fragment) {
            remoteUsernameFragment = fragment.usernameFragment().orElseThrow();
            events.add(number + " restarted by " + remoteUsernameFragment);
            return "a=ice-ufrag:serv\r\n";
        }

        @Override
        public String remoteUsernameFragment() {
            return remoteUsernameFragment;
        }

        @Override
        public void addRemoteCandidate(TrickledCandidate candidate) {
            events.add(number + " candidate " + candidate.candidate() + " mid "
                    + candidate.sdpMid().orElse("none"));
        }

        @Override
        public void endOfRemoteCandidates() {
            events.add(number + " no more candidates");
        }

        @Override
        public void onAnswerSent() {
            answersSent.add(number);
        }

        @Override
        public Optional<Map<String, Object>> report(ViewerReport report) {
            events.add(number + " report " + report.json());
            return Optional.ofNullable(stats);
        }

        /** Knows every type but one; "wait" waits for a permit to answer. */
        @Override
        public boolean message(String type, String json) {
            if (type.equals("fail")) {
                throw new IllegalStateException("a failure of the program");
            }
            Semaphore wait = answering;
            if (type.equals("wait") && wait != null) {
                wait.acquireUninterruptibly();
            }
            events.add(number + " message " + json);
            return !type.equals("stranger");
        }

        private Map<String, Object> entry() {
            return Map.of("id", String.valueOf(number), "session", origin.session());
        }

        synchronized boolean isClosed() {
            return closed;
        }

        @Override
        public synchronized void close(String reason) {
            if (!closed) {
                closed = true;
                events.add(number + " closed: " + reason);
                signals.onClosed(reason);
            }
        }
    }
}
