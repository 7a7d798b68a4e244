package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A viewer that came by WHEP, under its unguessable URL. Thread-safe. */
final class WhepSession implements ViewerSignals {
    private final String id;
    private final String entityTag;
    private final Optional<String> remoteUsernameFragment;
    private final Runnable onEnd;
    private volatile @Nullable SignaledViewer viewer;

    WhepSession(String id, String entityTag, Optional<String> remoteUsernameFragment, Runnable onEnd) {
        this.id = id;
        this.entityTag = entityTag;
        this.remoteUsernameFragment = remoteUsernameFragment;
        this.onEnd = onEnd;
    }

    String id() {
        return id;
    }

    /** Names this ICE session (RFC 9725 §4.3.1), quotes included. */
    String entityTag() {
        return entityTag;
    }

    void opened(SignaledViewer opened) {
        viewer = opened;
    }

    /** Whether a fragment belongs to another generation of ICE credentials than the offer's. */
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
    public void onLocalCandidate(TrickledCandidate candidate) {}

    @Override
    public void onEndOfLocalCandidates() {}

    @Override
    public void onClosed(String reason) {
        onEnd.run();
    }
}
