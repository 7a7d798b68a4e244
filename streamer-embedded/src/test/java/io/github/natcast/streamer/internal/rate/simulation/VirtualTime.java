package io.github.natcast.streamer.internal.rate.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that jumps from event to event. Events of one time run in the order they were planned. */
final class VirtualTime {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000_000_000;

    private record Event(long at, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long planned;

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        events.add(new Event(Math.max(now, time), planned++, action));
    }

    void after(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    /** Runs the action now and again, until the simulation ends. */
    void every(long nanos, Runnable action) {
        action.run();
        after(nanos, () -> every(nanos, action));
    }

    void runUntil(long end) {
        while (!events.isEmpty() && events.peek().at <= end) {
            Event event = events.remove();
            now = event.at;
            event.action.run();
        }
        now = end;
    }
}
