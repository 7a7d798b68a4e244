package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.limits.Capacity;
import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.Refused;
import io.github.natcast.streamer.internal.limits.RefusedException;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The registry of the viewers: it lists those that are open, and counts all that have been. Thread-safe.
 *
 * <p>An offer takes a place, in which it waits, before anything is allocated for it. The place is given back when the
 * offer is not answered or when its viewer leaves.
 */
public final class ViewerRegistry implements AutoCloseable {
    private static final String SHUTTING_DOWN = "the server is shutting down";

    private final ViewerPlaces places;
    private final Map<ViewerSession, ViewerPlaces.Place> viewers = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private volatile boolean draining;
    private volatile boolean closed;

    /** @param places those of all viewers; nobody else takes any */
    public ViewerRegistry(ViewerPlaces places) {
        this.places = places;
    }

    public int maximum() {
        return places.maximum();
    }

    /** Changes the limit for offers from now on; nobody is removed. */
    public void maximum(int value) {
        places.maximum(value);
    }

    /**
     * Takes a place for an offer; {@link #add} assigns it to the viewer.
     *
     * @param client whose offer it is
     * @param channel for which it is
     * @param givenBack run once the place is given back
     * @throws OfferRejectedException when no place to watch is free or the server is shutting down
     */
    ViewerPlaces.Place takePlace(ClientKey client, Capacity channel, Runnable givenBack) throws OfferRejectedException {
        if (closed || draining) {
            throw new OfferRejectedException(Code.SHUTTING_DOWN, "The server is shutting down; try again in a moment.");
        }
        try {
            return places.take(client, channel, givenBack);
        } catch (RefusedException e) {
            Code code = e.refused().limit() == Refusal.VIEWERS_PER_CLIENT
                    ? Code.TOO_MANY_VIEWERS_OF_CLIENT
                    : Code.TOO_MANY_VIEWERS;
            throw new OfferRejectedException(
                    code, e.refused().message(), e.refused().retryAfterSeconds());
        }
    }

    /** A viewer's handshake begins: from now on it watches. Returns why it may not; empty when it may. */
    Optional<Refused> occupy(ViewerSession viewer) {
        ViewerPlaces.Place place = viewers.get(viewer);
        return place == null ? Optional.empty() : place.occupy();
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
    void add(ViewerSession viewer, ViewerPlaces.Place place) {
        viewers.put(viewer, place);
        place.heldBy(viewer::end);
        opened.incrementAndGet();
        // Read after the viewer is in the map: either close() finds the viewer there, or this sees that it is closed.
        if (closed) {
            viewer.end(SHUTTING_DOWN);
        }
    }

    void remove(ViewerSession viewer) {
        ViewerPlaces.Place place = viewers.remove(viewer);
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

    /** Whether a place to watch is free, in any channel that has one. */
    public boolean hasRoom() {
        return places.areFree();
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
