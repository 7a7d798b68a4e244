package io.github.natcast.streamer.internal.media.switching;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One owner's share of tasks whose threads many share. Once the group is closed, what is due later is neither run nor
 * held any more; what is due at once still runs, because that is how sources are closed. Owned by a pipeline;
 * thread-safe.
 */
public final class TaskGroup implements BackgroundTasks {
    private final BackgroundTasks shared;
    private final Set<Ticket> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param shared runs the tasks; outlives the group */
    public TaskGroup(BackgroundTasks shared) {
        this.shared = shared;
    }

    @Override
    public void run(long delayNanos, Runnable task) {
        if (delayNanos <= 0) {
            shared.run(0, task);
            return;
        }
        Ticket ticket = new Ticket(task);
        waiting.add(ticket);
        // Read after the ticket is in the set: either close() finds it there, or this sees that the group is closed.
        if (closed) {
            ticket.drop();
        } else {
            shared.run(delayNanos, ticket::redeem);
        }
    }

    @Override
    public void close() {
        closed = true;
        waiting.forEach(Ticket::drop);
    }

    /** What the shared tasks hold until it is due, instead of all that the task itself holds. */
    private final class Ticket {
        private final AtomicReference<@Nullable Runnable> task;

        Ticket(Runnable task) {
            this.task = new AtomicReference<>(task);
        }

        void redeem() {
            Runnable due = task.getAndSet(null);
            waiting.remove(this);
            if (due != null) {
                due.run();
            }
        }

        void drop() {
            task.set(null);
            waiting.remove(this);
        }
    }
}
