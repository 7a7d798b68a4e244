package io.github.natcast.streamer.internal.limits;

import io.github.natcast.streamer.security.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who waits to connect, and who watches. An offer only waits: it takes nobody's place, and where too many wait, the
 * oldest one of the client with most of them is put out for it. A place to watch is taken when the handshake begins.
 * Thread-safe; what is put out is told so on the thread of the newcomer.
 */
public final class ViewerPlaces {
    /** Watching takes its time; a place is rarely free sooner. */
    private static final int RETRY_SECONDS = 5;

    private final Limits limits;
    private final RefusalCounts refusals;
    private final Waiting<Place> waiting = new Waiting<>();
    private final Map<String, Integer> watchingBy = new HashMap<>();
    private volatile int maximum;
    private int watching;

    /** @param maximum how many may watch at once, 1 or more */
    public ViewerPlaces(Limits limits, RefusalCounts refusals, int maximum) {
        this.limits = limits;
        this.refusals = refusals;
        this.maximum = maximum;
    }

    public int maximum() {
        return maximum;
    }

    /** Changes the maximum for those who come from now on; nobody is removed. */
    public void maximum(int value) {
        maximum = value;
    }

    private enum State {
        WAITING,
        WATCHING,
        PUT_OUT,
        GIVEN_BACK
    }

    /** A viewer's, from its offer to its end. Thread-safe. */
    public final class Place implements AutoCloseable {
        private final ClientKey client;
        private final Capacity channel;
        private final Runnable givenBack;
        private State state = State.WAITING;
        private @Nullable String putOut;
        private @Nullable Consumer<String> holder;

        private Place(ClientKey client, Capacity channel, Runnable givenBack) {
            this.client = client;
            this.channel = channel;
            this.givenBack = givenBack;
        }

        /** Sets who is told, in words, that it has to give way; at once if it had to before. */
        public void heldBy(Consumer<String> told) {
            String reason;
            synchronized (ViewerPlaces.this) {
                holder = told;
                reason = putOut;
            }
            if (reason != null) {
                told.accept(reason);
            }
        }

        /** Begins to watch; idempotent. Returns why it may not; empty when it may. */
        public Optional<Refused> occupy() {
            synchronized (ViewerPlaces.this) {
                if (state != State.WAITING) {
                    return Optional.empty(); // who was put out, or has left, ends anyway
                }
                Optional<Refused> refused = full(client, channel);
                if (refused.isEmpty()) {
                    waiting.remove(client.key(), this);
                    state = State.WATCHING;
                    watch(this, 1);
                }
                return refused;
            }
        }

        /** Gives it back; idempotent. */
        @Override
        public void close() {
            synchronized (ViewerPlaces.this) {
                if (state == State.GIVEN_BACK) {
                    return;
                }
                waiting.remove(client.key(), this);
                if (state == State.WATCHING) {
                    watch(this, -1);
                }
                state = State.GIVEN_BACK;
            }
            givenBack.run();
        }

        /** Under the lock; who must be told afterwards, if anybody holds it yet. */
        private @Nullable Runnable putOut(String reason) {
            waiting.remove(client.key(), this);
            state = State.PUT_OUT;
            putOut = reason;
            Consumer<String> told = holder;
            return told == null ? null : () -> told.accept(reason);
        }
    }

    /**
     * Takes a place for an offer, that waits.
     *
     * @param channel the one that it asks for
     * @param givenBack run once the place is given back
     * @throws RefusedException when it could not watch now
     */
    public Place take(ClientKey client, Capacity channel, Runnable givenBack) throws RefusedException {
        Place place = new Place(client, channel, givenBack);
        Runnable told;
        synchronized (this) {
            Optional<Refused> refused = full(client, channel);
            if (refused.isPresent()) {
                throw new RefusedException(refused.get());
            }
            told = makeRoom(client);
            waiting.add(client.key(), place);
        }
        if (told != null) {
            told.run();
        }
        return place;
    }

    private @Nullable Runnable makeRoom(ClientKey client) {
        int most = client.isCrowd()
                ? Math.max(limits.waitingPerClient(), limits.waiting() / 2)
                : limits.waitingPerClient();
        if (waiting.of(client.key()) >= most) {
            return putOut(
                    Refusal.WAITING_PER_CLIENT,
                    waiting.oldestOf(client.key()),
                    "did not connect before " + most + " others of its client offered (limit waitingPerClient)");
        }
        if (waiting.size() >= limits.waiting()) {
            return putOut(
                    Refusal.WAITING,
                    waiting.oldestOfGreediest(),
                    "did not connect before " + limits.waiting() + " others offered (limit waiting)");
        }
        return null;
    }

    private @Nullable Runnable putOut(Refusal limit, Optional<Place> oldest, String reason) {
        refusals.count(limit);
        return oldest.map(place -> place.putOut(reason)).orElse(null);
    }

    private Optional<Refused> full(ClientKey client, Capacity channel) {
        int most = maximum;
        if (watching >= most) {
            return refused(
                    Refusal.VIEWERS,
                    "All " + most + " places are taken; try again later, or raise the streamer's maximumViewers.");
        }
        if (channel.isFull()) {
            return refused(
                    Refusal.VIEWERS,
                    "All " + channel.maximum().orElseThrow() + " places of this channel"
                            + " are taken; try again later, or raise its maximumViewers.");
        }
        if (!client.isCrowd() && watchingBy(client) >= limits.viewersPerClient()) {
            return refused(
                    Refusal.VIEWERS_PER_CLIENT,
                    limits.viewersPerClient() + " viewers watch from this address already; close one, or raise the "
                            + "limit viewersPerClient.");
        }
        return Optional.empty();
    }

    private Optional<Refused> refused(Refusal limit, String message) {
        refusals.count(limit);
        return Optional.of(new Refused(limit, RETRY_SECONDS, message));
    }

    private void watch(Place place, int more) {
        watching += more;
        place.channel.add(more);
        watchingBy.merge(place.client.key(), more, (before, now) -> before + now == 0 ? null : before + now);
    }

    private int watchingBy(ClientKey client) {
        return watchingBy.getOrDefault(client.key(), 0);
    }

    /** Those who have offered and not connected yet. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Those who watch, or shake hands. */
    public synchronized int watching() {
        return watching;
    }

    /** Whether another one could watch, by the number of all. */
    public synchronized boolean areFree() {
        return watching < maximum;
    }

    /** Clients of whom anything is known; 0 when nobody waits or watches. */
    synchronized int clients() {
        return waiting.clients() + watchingBy.size();
    }
}
