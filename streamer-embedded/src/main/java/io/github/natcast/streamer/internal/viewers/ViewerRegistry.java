package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The registry of the viewers: it lists those that are open, counts all that have been, and alone limits their number.
 * Thread-safe.
 *
 * <p>An offer takes a place before anything is allocated for it. The place is given back when the offer is not answered
 * or when its viewer leaves.
 */
public final class ViewerRegistry implements AutoCloseable {
    private static final String SHUTTING_DOWN = "the server is shutting down";

    private volatile int maximum;
    private final Map<ViewerSession, Place> viewers = new ConcurrentHashMap<>();
    private final AtomicInteger places = new AtomicInteger();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private volatile boolean draining;
    private volatile boolean closed;

    /** @param maximum how many may watch at once, 1 or more */
    public ViewerRegistry(int maximum) {
        this.maximum = maximum;
    }

    /** Changes the limit for offers from now on; nobody is removed. */
    public void maximum(int value) {
        maximum = value;
    }

    /** A place for one viewer. Closing it gives it back; idempotent. */
    public final class Place implements AutoCloseable {
        private final AtomicBoolean taken = new AtomicBoolean(true);
        private final Runnable given;

        private Place(Runnable given) {
            this.given = given;
        }

        @Override
        public void close() {
            if (taken.compareAndSet(true, false)) {
                places.decrementAndGet();
                given.run();
            }
        }
    }

    /**
     * Takes a place for an offer; {@link #add} assigns it to the viewer.
     *
     * @throws OfferRejectedException when no place is free or the server is shutting down
     */
    public Place takePlace() throws OfferRejectedException {
        return takePlace(() -> {});
    }

    /** As {@link #takePlace()}; {@code given} is run once the place is given back. */
    Place takePlace(Runnable given) throws OfferRejectedException {
        if (closed || draining) {
            throw new OfferRejectedException(
                    OfferRejectedException.Code.SHUTTING_DOWN, "The server is shutting down; try again in a moment.");
        }
        int most = maximum;
        if (places.incrementAndGet() > most) {
            places.decrementAndGet();
            throw new OfferRejectedException(
                    OfferRejectedException.Code.TOO_MANY_VIEWERS,
                    "All " + most + " places are taken; try again later, or raise the streamer's maximumViewers.");
        }
        return new Place(given);
    }

    public void countRejected() {
        rejected.incrementAndGet();
    }

    void countConnected() {
        connected.incrementAndGet();
    }

    /**
     * Adds a viewer, whose place is given back when it is removed. A viewer that is added after {@link #close} is
     * closed at once.
     */
    void add(ViewerSession viewer, Place place) {
        viewers.put(viewer, place);
        opened.incrementAndGet();
        // Read after the viewer is in the map: either close() finds the viewer there, or this sees that it is closed.
        if (closed) {
            viewer.end(SHUTTING_DOWN);
        }
    }

    void remove(ViewerSession viewer) {
        Place place = viewers.remove(viewer);
        if (place != null) {
            place.close();
        }
    }

    /** The open viewers, in no particular order. */
    public List<Viewer> viewers() {
        return new ArrayList<>(viewers.keySet());
    }

    /** The same as they are known inside. */
    public List<ViewerSession> sessions() {
        return new ArrayList<>(viewers.keySet());
    }

    public int size() {
        return viewers.size();
    }

    /** The number of offers that were answered. */
    public long opened() {
        return opened.get();
    }

    /** The number of viewers that have ever received media. */
    public long connected() {
        return connected.get();
    }

    /** The number of offers that were not answered. */
    public long rejected() {
        return rejected.get();
    }

    /** From now on rejects all offers; nobody is removed. */
    public void drain() {
        draining = true;
    }

    public boolean isDraining() {
        return draining;
    }

    /** Closes every viewer and rejects all further offers. */
    @Override
    public void close() {
        closed = true;
        viewers.keySet().forEach(viewer -> viewer.end(SHUTTING_DOWN));
    }
}
