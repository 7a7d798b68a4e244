package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The viewers that came through signalling: counts them, and closes them all at the end. Thread-safe. */
final class SignaledViewers {
    private final SignalingHandler handler;
    private final int maximum;
    private final Set<Entry> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    SignaledViewers(SignalingHandler handler, int maximum) {
        this.handler = handler;
        this.maximum = maximum;
    }

    SignaledViewer offer(String sdp, OfferOrigin origin, ViewerSignals signals) throws OfferRejectedException {
        if (count.incrementAndGet() > maximum) {
            count.decrementAndGet();
            throw new OfferRejectedException(
                    Code.TOO_MANY_VIEWERS, "All " + maximum + " places for viewers are taken; try again later.");
        }
        Entry entry = new Entry(signals);
        open.add(entry);
        SignaledViewer viewer = null;
        try {
            viewer = handler.offer(sdp, origin, entry);
        } finally {
            if (viewer == null) {
                entry.remove();
            }
        }
        entry.viewer = viewer;
        // Read after the entry holds its viewer: close() either sees the viewer or is seen here.
        if (closed) {
            viewer.close("the server is shutting down");
            throw new OfferRejectedException(Code.SHUTTING_DOWN, "The server is shutting down.");
        }
        return viewer;
    }

    void closeAll(String reason) {
        closed = true;
        for (Entry entry : open) {
            SignaledViewer viewer = entry.viewer;
            if (viewer != null) {
                viewer.close(reason);
            }
        }
    }

    int size() {
        return count.get();
    }

    /** Stands between a viewer and its signalling to learn of its end. */
    private final class Entry implements ViewerSignals {
        private final ViewerSignals signals;
        private volatile @Nullable SignaledViewer viewer;

        Entry(ViewerSignals signals) {
            this.signals = signals;
        }

        void remove() {
            if (open.remove(this)) {
                count.decrementAndGet();
            }
        }

        @Override
        public void onLocalCandidate(TrickledCandidate candidate) {
            signals.onLocalCandidate(candidate);
        }

        @Override
        public void onEndOfLocalCandidates() {
            signals.onEndOfLocalCandidates();
        }

        @Override
        public void onClosed(String reason) {
            remove();
            signals.onClosed(reason);
        }
    }
}
