package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The viewers of one channel, and the limit of their number; their places count in the {@link ViewerRegistry}, too.
 * Once it is closed nobody comes in, and when the last place is given back nothing of the channel is in use any more.
 * Thread-safe.
 */
public final class ChannelViewers {
    private final String channel;
    private final ViewerRegistry all;
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private final Set<ViewerSession> viewers = new LinkedHashSet<>();
    private OptionalInt maximum;
    private int places;
    private @Nullable String closed;

    /**
     * @param channel its name
     * @param all who watch any channel
     * @param maximum how many may watch at once, 1 or more; when empty, as many as {@code all} has places for
     */
    public ChannelViewers(String channel, ViewerRegistry all, OptionalInt maximum) {
        this.channel = channel;
        this.all = all;
        this.maximum = maximum;
    }

    /** The channel's name. */
    public String channel() {
        return channel;
    }

    /** Changes the limit for those who come from now on; nobody is removed. */
    public synchronized void maximum(int value) {
        maximum = OptionalInt.of(value);
    }

    /**
     * Takes a place for an offer; its viewer gives it back.
     *
     * @throws OfferRejectedException when no place is free, the channel is closed, or the server is shutting down
     */
    public ViewerRegistry.Place takePlace() throws OfferRejectedException {
        synchronized (this) {
            if (closed != null) {
                throw new OfferRejectedException(Code.NO_SUCH_CHANNEL, "The channel is closed: " + closed, channel);
            }
            if (maximum.isPresent() && places >= maximum.getAsInt()) {
                throw new OfferRejectedException(
                        Code.TOO_MANY_VIEWERS,
                        "All " + maximum.getAsInt()
                                + " places of this channel are taken; try again later, or raise its maximumViewers.",
                        channel);
            }
            places++;
        }
        boolean taken = false;
        try {
            ViewerRegistry.Place place = all.takePlace(this::givePlace);
            taken = true;
            return place;
        } finally {
            if (!taken) {
                givePlace();
            }
        }
    }

    private void givePlace() {
        boolean last;
        synchronized (this) {
            places--;
            last = isEmpty();
        }
        if (last) {
            empty.complete(null);
        }
    }

    private boolean isEmpty() {
        return closed != null && places == 0;
    }

    /** Adds a viewer; one that comes after {@link #close} is ended at once. */
    void add(ViewerSession viewer, ViewerRegistry.Place place) {
        String reason;
        synchronized (this) {
            viewers.add(viewer);
            reason = closed;
        }
        all.add(viewer, place);
        if (reason != null) {
            viewer.end(reason);
        }
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
     * Ends every viewer and refuses all further offers. Idempotent; the first reason counts.
     *
     * @return completes when the last place was given back, on the thread that did it
     */
    public CompletableFuture<Void> close(String reason) {
        List<ViewerSession> ended;
        boolean last;
        synchronized (this) {
            closed = closed == null ? reason : closed;
            ended = new ArrayList<>(viewers);
            last = isEmpty();
        }
        ended.forEach(viewer -> viewer.end(reason));
        if (last) {
            empty.complete(null);
        }
        return empty;
    }
}
