package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One viewer that came by WHEP, as the HTTP resource behind its unguessable URL; RFC 9725 §4 calls it a session, a word
 * that here names what is watched. Thread-safe.
 */
final class WhepResource implements ViewerSignals {
    private final String id;
    private final String entityTag;
    private final Optional<String> remoteUsernameFragment;
    private final Runnable onEnd;
    private volatile @Nullable SignaledViewer viewer;
    private volatile @Nullable String removal;

    /**
     * @param entityTag quotes included
     * @param onEnd called when the viewer has ended, whoever ended it
     */
    WhepResource(String id, String entityTag, Optional<String> remoteUsernameFragment, Runnable onEnd) {
        this.id = id;
        this.entityTag = entityTag;
        this.remoteUsernameFragment = remoteUsernameFragment;
        this.onEnd = onEnd;
    }

    String id() {
        return id;
    }

    /** Names the viewer's ICE session (RFC 9725 §4.3.1), quotes included. */
    String entityTag() {
        return entityTag;
    }

    void opened(SignaledViewer opened) {
        viewer = opened;
    }

    /** Whether a fragment carries other ICE credentials than the offer: it then asks for an ICE restart. */
    boolean isRestart(TrickleFragment fragment) {
        return fragment.usernameFragment().isPresent()
                && !fragment.usernameFragment().equals(remoteUsernameFragment);
    }

    void trickle(TrickleFragment fragment) {
        SignaledViewer current = viewer;
        if (current == null) {
            return;
        }
        fragment.candidates().forEach(current::addRemoteCandidate);
        if (fragment.complete()) {
            current.endOfRemoteCandidates();
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
    public void onClosed(String reason) {
        onEnd.run();
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
}
