package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Everyone who watches, and those who have watched as numbers. Thread-safe. */
public final class ViewerRegistry implements AutoCloseable {
    private final int maximum;
    private final Map<String, ViewerSession> viewers = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    public ViewerRegistry(int maximum) {
        this.maximum = maximum;
    }

    /** Before anything is allocated for an offer. */
    public void requirePlace() throws OfferRejectedException {
        if (closed.get()) {
            throw rejected(OfferRejectedException.Code.SHUTTING_DOWN, "The server is shutting down.");
        }
        if (viewers.size() >= maximum) {
            throw rejected(
                    OfferRejectedException.Code.TOO_MANY_VIEWERS,
                    "All " + maximum + " places are taken; try again later, or raise the maximum of viewers.");
        }
    }

    private OfferRejectedException rejected(OfferRejectedException.Code code, String message) {
        rejected.incrementAndGet();
        return new OfferRejectedException(code, message);
    }

    public void countRejected() {
        rejected.incrementAndGet();
    }

    void countConnected() {
        connected.incrementAndGet();
    }

    public void add(ViewerSession viewer) {
        viewers.put(viewer.id(), viewer);
        opened.incrementAndGet();
        if (closed.get()) {
            viewer.close("the server is shutting down");
        }
    }

    void remove(ViewerSession viewer) {
        viewers.remove(viewer.id(), viewer);
    }

    public List<Viewer> viewers() {
        return new ArrayList<>(viewers.values());
    }

    public int size() {
        return viewers.size();
    }

    public long opened() {
        return opened.get();
    }

    public long connected() {
        return connected.get();
    }

    public long rejected() {
        return rejected.get();
    }

    /** Ends everyone and lets nobody in again. */
    @Override
    public void close() {
        closed.set(true);
        viewers.values().forEach(viewer -> viewer.close("the server is shutting down"));
    }
}
