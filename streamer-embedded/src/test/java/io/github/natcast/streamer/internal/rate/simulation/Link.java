package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;

/** One direction of a path: a queue that drops at its end, a server with a rate, a delay. Several may share it. */
final class Link {
    private static final double TUNNEL_FACTOR = 1.4;

    private record Waiting(int bytes, Runnable arrival) {}

    private final VirtualTime time;
    private final Path path;
    private final RandomGenerator random;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private long queued;
    private boolean serving;
    private boolean losing;
    private long pausedUntil;
    private long darkFrom = Long.MAX_VALUE;
    private long darkTo;
    private long lastArrival;
    private long dropped;
    private long lost;

    Link(VirtualTime time, Path path, RandomGenerator random) {
        this.time = time;
        this.path = path;
        this.random = random;
        if (path.pausesPerSecond() > 0) {
            planPause();
        }
    }

    /** Nothing arrives of what is delivered within this time. */
    void dark(double fromSeconds, double toSeconds) {
        darkFrom = (long) (fromSeconds * SECOND);
        darkTo = (long) (toSeconds * SECOND);
    }

    void send(int bytes, Runnable arrival) {
        int carried = path.tunnel() ? (int) (bytes * TUNNEL_FACTOR) : bytes;
        if (queued + carried > path.queueBytes()) {
            dropped++;
            return;
        }
        queued += carried;
        queue.add(new Waiting(carried, arrival));
        serve();
    }

    private void serve() {
        if (serving || queue.isEmpty()) {
            return;
        }
        if (time.now() < pausedUntil) {
            serving = true;
            time.at(pausedUntil, () -> {
                serving = false;
                serve();
            });
            return;
        }
        long rate = Math.max(1_000, path.rate().applyAsLong(time.now()));
        Waiting waiting = queue.remove();
        serving = true;
        time.after(waiting.bytes * 8L * SECOND / rate, () -> {
            serving = false;
            queued -= waiting.bytes;
            deliver(waiting);
            serve();
        });
    }

    private void deliver(Waiting waiting) {
        long delay = path.delay() + path.extraDelay().applyAsLong(time.now());
        boolean spoiled = isLost() || (time.now() >= darkFrom && time.now() < darkTo);
        if (path.tunnel()) {
            // Sent again after a round trip; TCP delivers in order.
            lastArrival = Math.max(lastArrival, time.now() + delay + (spoiled ? 2 * path.delay() + 10 * MILLI : 0));
            time.at(lastArrival, waiting.arrival);
        } else if (spoiled) {
            lost++;
        } else {
            long jitter = path.jitter() == 0 ? 0 : (long) (random.nextDouble() * path.jitter());
            time.after(delay + jitter, waiting.arrival);
        }
    }

    /** Gilbert's model: a burst begins and ends by chance. */
    private boolean isLost() {
        if (path.loss() == 0) {
            return false;
        }
        double leave = 1 / path.lossBurst();
        double enter = path.loss() * leave / (1 - path.loss());
        losing = random.nextDouble() < (losing ? 1 - leave : enter);
        return losing;
    }

    private void planPause() {
        double seconds = -Math.log(1 - random.nextDouble()) / path.pausesPerSecond();
        time.after((long) (seconds * SECOND), () -> {
            pausedUntil = time.now() + (20L + random.nextInt(21)) * MILLI;
            planPause();
        });
    }

    /** How long what arrives now waits. */
    long waitNanos() {
        return queued * 8 * SECOND / Math.max(1_000, path.rate().applyAsLong(time.now()));
    }

    long capacity() {
        return path.rate().applyAsLong(time.now());
    }

    long dropped() {
        return dropped + lost;
    }
}
