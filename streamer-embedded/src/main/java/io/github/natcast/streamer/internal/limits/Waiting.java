package io.github.natcast.streamer.internal.limits;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Those who wait, by client, each client's oldest first; it finds the one to give way in a time that hardly grows with
 * their number. Confined to the lock of its owner.
 *
 * @param <T> compared by identity
 */
final class Waiting<T> {
    private final Map<String, Queue<T>> byClient = new HashMap<>();
    /** The greediest last; of equals, the one that has not come for longest. */
    private final TreeSet<Queue<T>> byLength = new TreeSet<>(
            Comparator.<Queue<T>>comparingInt(queue -> queue.members.size()).thenComparingLong(queue -> -queue.since));

    private long clients;
    private int size;

    private static final class Queue<T> {
        private final Set<T> members = new LinkedHashSet<>();
        private final long since;

        Queue(long since) {
            this.since = since;
        }
    }

    void add(String client, T member) {
        Queue<T> queue = byClient.computeIfAbsent(client, first -> new Queue<>(clients++));
        byLength.remove(queue);
        queue.members.add(member);
        byLength.add(queue);
        size++;
    }

    /** Whether it was there. */
    boolean remove(String client, T member) {
        Queue<T> queue = byClient.get(client);
        if (queue == null || !queue.members.contains(member)) {
            return false;
        }
        byLength.remove(queue);
        queue.members.remove(member);
        size--;
        if (queue.members.isEmpty()) {
            byClient.remove(client);
        } else {
            byLength.add(queue);
        }
        return true;
    }

    Optional<T> oldestOf(String client) {
        Queue<T> queue = byClient.get(client);
        return queue == null ? Optional.empty() : queue.members.stream().findFirst();
    }

    /** The oldest of who has most. */
    Optional<T> oldestOfGreediest() {
        return byLength.isEmpty()
                ? Optional.empty()
                : byLength.last().members.stream().findFirst();
    }

    int size() {
        return size;
    }

    int of(String client) {
        Queue<T> queue = byClient.get(client);
        return queue == null ? 0 : queue.members.size();
    }

    /** Clients with anybody; nothing is kept of others. */
    int clients() {
        return byClient.size();
    }
}
