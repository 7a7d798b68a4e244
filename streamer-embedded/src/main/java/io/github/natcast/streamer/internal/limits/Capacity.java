package io.github.natcast.streamer.internal.limits;

import java.util.OptionalInt;

/**
 * How many may watch one channel, and how many do. Owned by the {@link ViewerPlaces} whose places are in it; only the
 * maximum is set from elsewhere. Thread-safe.
 */
public final class Capacity {
    private final String name;
    private volatile OptionalInt maximum;
    private int watching;

    /**
     * @param name the channel's, for messages
     * @param maximum 1 or more; when empty, as many as there are places in all
     */
    public Capacity(String name, OptionalInt maximum) {
        this.name = name;
        this.maximum = maximum;
    }

    /** Changes the maximum for those who come from now on. */
    public void maximum(int value) {
        maximum = OptionalInt.of(value);
    }

    String name() {
        return name;
    }

    OptionalInt maximum() {
        return maximum;
    }

    /** Under the lock of the {@link ViewerPlaces}. */
    boolean isFull() {
        OptionalInt most = maximum;
        return most.isPresent() && watching >= most.getAsInt();
    }

    /** Under the lock of the {@link ViewerPlaces}. */
    void add(int more) {
        watching += more;
    }
}
