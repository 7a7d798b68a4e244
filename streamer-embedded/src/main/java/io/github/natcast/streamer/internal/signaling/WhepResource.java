package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.TrickleFragment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One viewer that came by WHEP, as the HTTP resource behind its unguessable URL; RFC 9725 §4 calls it a session, a word
 * that here names what is watched. Thread-safe: one PATCH at a time.
 */
final class WhepResource implements ViewerSignals {
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private final String id;
    private final String credentials;
    private final Supplier<String> newEntityTag;
    private final Runnable onEnd;
    private volatile String entityTag;
    private volatile @Nullable SignaledViewer viewer;
    private Optional<String> fragmentBefore = Optional.empty();
    private volatile @Nullable String removal;

    /**
     * @param credentials those of the offer
     * @param newEntityTag draws one that was never used, quotes included
     * @param onEnd called when the viewer has ended, whoever ended it
     */
    WhepResource(String id, String credentials, Supplier<String> newEntityTag, Runnable onEnd) {
        this.id = id;
        this.credentials = credentials;
        this.newEntityTag = newEntityTag;
        this.entityTag = newEntityTag.get();
        this.onEnd = onEnd;
    }

    String id() {
        return id;
    }

    /** Whether these are the credentials of the offer: then they need not be asked about again, nor still count. */
    boolean hasCredentials(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** Names the viewer's ICE session (RFC 9725 §4.3.1), quotes included: another one after each restart. */
    String entityTag() {
        return entityTag;
    }

    void opened(SignaledViewer opened) {
        viewer = opened;
    }

    /** Trickles candidates, or restarts ICE where the fragment has new credentials (RFC 9725 §4.3.2, §4.3.3). */
    synchronized Reply patch(String ifMatch, String body) throws Refused, OfferRejectedException {
        SignaledViewer current = viewer;
        if (current == null) {
            throw new Refused(Problem.NO_SUCH_VIEWER);
        }
        if (!matches(ifMatch)) {
            throw new Refused(new Problem(412, "if_match_failed", "If-Match is not this viewer's ETag.", ifMatch));
        }
        TrickleFragment fragment = TrickleFragment.parse(body);
        String known = current.remoteUsernameFragment();
        if (fragment.usernameFragment().filter(named -> !named.equals(known)).isEmpty()) {
            trickle(current, fragment);
            return Reply.empty(204);
        }
        if (fragment.usernameFragment().equals(fragmentBefore)) {
            // RFC 8838 §11: candidates of an ICE session that a restart ended are of no use.
            return Reply.empty(204);
        }
        String answer = current.restart(fragment);
        fragmentBefore = Optional.of(known);
        entityTag = newEntityTag.get();
        return Reply.text(200, FRAGMENT, answer).header("ETag", entityTag);
    }

    /**
     * RFC 9110 §13.1.1. A restart has {@code *} (RFC 9725 §4.3.3); known clients quote it. With the current tag it is
     * as good.
     */
    private boolean matches(String ifMatch) {
        return Arrays.stream(ifMatch.split(",", -1))
                .map(String::trim)
                .anyMatch(tag -> tag.equals("*") || tag.equals("\"*\"") || tag.equals(entityTag));
    }

    private static void trickle(SignaledViewer viewer, TrickleFragment fragment) {
        fragment.candidates()
                .forEach(candidate -> viewer.addRemoteCandidate(
                        new TrickledCandidate(candidate.candidate(), candidate.mid(), OptionalInt.empty())));
        if (fragment.complete()) {
            viewer.endOfRemoteCandidates();
        }
    }

    void close(String reason) {
        SignaledViewer current = viewer;
        if (current != null) {
            current.close(reason);
        }
    }

    @Override
    public void onLocalCandidate(TrickledCandidate candidate) {
        // The answer carries every candidate: a WHEP server cannot send another one later.
    }

    @Override
    public void onEndOfLocalCandidates() {
        // As above.
    }

    @Override
    public void onVerdict(String code, String viewer, String operator) {
        // HTTP has nothing to carry it.
    }

    @Override
    public void onClosed(String reason) {
        onEnd.run();
    }

    /** The PATCH is refused, and changed nothing. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        private Refused(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    @Override
    public void onRemoved(String reason) {
        removal = reason;
        onEnd.run();
    }

    /** Why the program removed the viewer, if it did. */
    Optional<String> removal() {
        return Optional.ofNullable(removal);
    }

    @Override
    public boolean send(OutgoingMessage message) {
        return false; // HTTP has nothing to carry it
    }
}
