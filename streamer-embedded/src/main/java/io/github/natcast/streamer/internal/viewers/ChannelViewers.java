package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.limits.Capacity;
import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.Refused;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The viewers of one channel, and the limit of their number; their places count in the {@link ViewerRegistry}, too.
 * Once it is closed nobody comes in, and when the last place is given back nothing of the channel is in use any more.
 * Thread-safe.
 */
public final class ChannelViewers {
    private final String channel;
    private final ViewerRegistry all;
    private final Set<ViewerSession> viewers = new LinkedHashSet<>();
    private final Capacity capacity;
    private int places;
    private @Nullable String closed;
    private Runnable whenEmpty = () -> {};

    /**
     * @param channel its name
     * @param all who watch any channel
     * @param maximum how many may watch at once, 1 or more; when empty, as many as {@code all} has places for
     */
    public ChannelViewers(String channel, ViewerRegistry all, OptionalInt maximum) {
        this.channel = channel;
        this.all = all;
        this.capacity = new Capacity(channel, maximum);
    }

    /** The channel's name. */
    public String channel() {
        return channel;
    }

    /** Changes the limit for those who come from now on; nobody is removed. */
    public void maximum(int value) {
        capacity.maximum(value);
    }

    /**
     * Takes a place for a client's offer; its viewer gives it back.
     *
     * @throws OfferRejectedException when no place is free, the channel is closed, or the server is shutting down
     */
    public ViewerPlaces.Place takePlace(ClientKey client) throws OfferRejectedException {
        synchronized (this) {
            if (closed != null) {
                throw new OfferRejectedException(Code.NO_SUCH_CHANNEL, "The channel is closed: " + closed, channel);
            }
            places++;
        }
        boolean taken = false;
        try {
            ViewerPlaces.Place place = all.takePlace(client, capacity, this::givePlace);
            taken = true;
            return place;
        } finally {
            if (!taken) {
                givePlace();
            }
        }
    }

    private void givePlace() {
        synchronized (this) {
            places--;
        }
        endIfEmpty();
    }

    private void endIfEmpty() {
        Runnable end = () -> {};
        synchronized (this) {
            if (closed != null && places == 0) {
                end = whenEmpty;
                whenEmpty = () -> {};
            }
        }
        end.run();
    }

    /** Adds a viewer; one that comes after {@link #close} is ended at once. */
    void add(ViewerSession viewer, ViewerPlaces.Place place) {
        String reason;
        all.add(viewer, place);
        synchronized (this) {
            viewers.add(viewer);
            reason = closed;
        }
        if (reason != null) {
            viewer.end(reason);
        }
        if (viewer.hasEnded()) {
            // Its end came in between, and has found it in one of the two at most.
            remove(viewer);
        }
    }

    /** Its handshake begins: from now on it watches. Returns why it may not; empty when it may. */
    Optional<Refused> occupy(ViewerSession viewer) {
        return all.occupy(viewer);
    }

    /** Gives its place back. */
    void remove(ViewerSession viewer) {
        synchronized (this) {
            viewers.remove(viewer);
        }
        all.remove(viewer);
    }

    /** The open viewers, in the order in which they came. */
    public synchronized List<Viewer> viewers() {
        return new ArrayList<>(viewers);
    }

    /** Those who are in the registry of all viewers. */
    ViewerRegistry all() {
        return all;
    }

    /**
     * Ends every viewer and refuses all further offers. Called once.
     *
     * @param then run once the last place was given back, on the thread that did it: must not block
     */
    public void close(String reason, Runnable then) {
        List<ViewerSession> ended;
        synchronized (this) {
            closed = reason;
            whenEmpty = then;
            ended = new ArrayList<>(viewers);
        }
        ended.forEach(viewer -> viewer.end(reason));
        endIfEmpty();
    }
}
