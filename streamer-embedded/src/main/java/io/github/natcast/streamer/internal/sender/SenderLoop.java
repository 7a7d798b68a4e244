package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sender thread's share of the work, without the thread: {@link #doWork()} is one round. It and all that it owns (its
 * viewers' streams, its socket) are confined to whoever calls it; {@link #offer} and {@link #execute} are thread-safe.
 */
final class SenderLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderLoop.class);

    /** Frames and NACKs taken in one round, so that neither starves the other, nor sender reports. */
    private static final int ROUND_LIMIT = 16;

    /** Sender reports are looked for at least this often. */
    private static final long IDLE_NANOS = 20_000_000;

    private static final int NACK_CAPACITY = 1024;

    /** One frame for all loops, and when it was queued. */
    record QueuedFrame(Broadcast broadcast, PacketizedFrame frame, long queuedNanos) {}

    /** {@code waiting} is the viewer's own count of these. */
    record QueuedNack(ViewerSender sender, SendStream stream, GenericNack nack, AtomicInteger waiting) {}

    private final FanoutSettings settings;
    private final NtpClock clock;
    private final MediaEgress egress;
    private final SenderReports reports;
    private final MpscQueue<QueuedFrame> frames;
    private final MpscQueue<QueuedNack> nacks = new MpscQueue<>(NACK_CAPACITY);
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Map<Broadcast, Subscribers> subscribersOf = new HashMap<>();
    private final Pacing pacing = new Pacing(this::fail);
    private final AtomicInteger viewers = new AtomicInteger();
    private volatile Runnable wakeUp = () -> {};

    SenderLoop(FanoutSettings settings, NtpClock clock, MediaEgress egress, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.egress = egress;
        this.reports = new SenderReports(settings.reportInterval().toNanos(), clock, egress, random);
        this.frames = new MpscQueue<>(settings.queueCapacity());
    }

    /** Who sees one broadcast through this loop, and what a newcomer can start with. */
    private static final class Subscribers {
        final GopCache gopCache;
        final List<Subscriber> subscribers = new ArrayList<>();

        /** The loop was late: nothing is sent before the next key frame. */
        boolean skipping;

        Subscribers(GopCache gopCache) {
            this.gopCache = gopCache;
        }
    }

    record Subscriber(ViewerSender sender, SendStream stream) {}

    /** Called after something was put into a queue, on the thread that did it. */
    void onWakeUp(Runnable action) {
        wakeUp = action;
    }

    MediaEgress egress() {
        return egress;
    }

    /** Viewers pinned to this loop. */
    int viewers() {
        return viewers.get();
    }

    void viewerAdded() {
        viewers.incrementAndGet();
    }

    /** False when the queue is full. */
    boolean offer(QueuedFrame frame) {
        boolean taken = frames.offer(frame);
        wakeUp.run();
        return taken;
    }

    /** False when the queue is full. */
    boolean offer(QueuedNack nack) {
        boolean taken = nacks.offer(nack);
        wakeUp.run();
        return taken;
    }

    /** Runs a rare change of who gets what in the next round, before any later frame. */
    void execute(Runnable command) {
        commands.add(command);
        wakeUp.run();
    }

    /** One round; returns how much was done, 0 when there was nothing to do. */
    int doWork() {
        int work = 0;
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
            work++;
        }
        long now = clock.nanoTime();
        for (int i = 0; i < ROUND_LIMIT; i++) {
            QueuedFrame queued = frames.poll();
            if (queued == null) {
                break;
            }
            send(queued, now);
            work++;
        }
        for (int i = 0; i < ROUND_LIMIT; i++) {
            QueuedNack queued = nacks.poll();
            if (queued == null) {
                break;
            }
            sendAgain(queued, now);
            work++;
        }
        work += pacing.send(now);
        return work + reports.send(now, this::fail);
    }

    /** How long the caller may sleep after a round without work, in nanoseconds. */
    long idleNanos() {
        return pacing.isIdle() ? IDLE_NANOS : Pacing.TICK_NANOS;
    }

    private void send(QueuedFrame queued, long now) {
        Subscribers subscribers = subscribers(queued.broadcast);
        if (isLate(queued, subscribers, now)) {
            subscribers.gopCache.clear();
            return;
        }
        subscribers.gopCache.add(queued.frame, now);
        for (Subscriber subscriber : subscribers.subscribers) {
            MediaPath path = subscriber.sender.currentPath();
            if (path != null && subscriber.sender.isSending()) {
                try {
                    boolean started = subscriber.stream.started();
                    subscriber.stream.send(queued.frame, path, now);
                    sent(subscriber, started, now);
                } catch (RuntimeException e) {
                    fail(subscriber.sender, e);
                }
            }
        }
    }

    private void sent(Subscriber subscriber, boolean startedBefore, long now) {
        pacing.watch(subscriber, now);
        if (!startedBefore && subscriber.stream.started()) {
            reports.started(subscriber.sender, now);
        }
    }

    /** A key frame is never too late, for it ends the delay. */
    private boolean isLate(QueuedFrame queued, Subscribers subscribers, long now) {
        boolean expired = now - queued.queuedNanos > settings.queueDelay().toNanos();
        if (queued.frame.keyFrame()) {
            subscribers.skipping = false;
        } else if (expired && !subscribers.skipping) {
            subscribers.skipping = true;
            queued.broadcast.requestKeyFrame();
            LOGGER.debug("A sender thread is late; it leaves out frames up to the next key frame");
        }
        return subscribers.skipping;
    }

    private void sendAgain(QueuedNack queued, long now) {
        queued.waiting.decrementAndGet();
        MediaPath path = queued.sender.currentPath();
        if (path == null || !queued.sender.isSending()) {
            return;
        }
        try {
            queued.nack.forEachLost(lost -> queued.stream.sendAgain(lost, path, now));
        } catch (RuntimeException e) {
            fail(queued.sender, e);
        }
    }

    void attach(ViewerSender sender, SendStream stream) {
        if (!sender.isSending()) {
            return;
        }
        Subscriber subscriber = new Subscriber(sender, stream);
        subscribers(stream.broadcast).subscribers.add(subscriber);
        join(subscriber);
    }

    void pathFound(ViewerSender sender) {
        for (SendStream stream : sender.streams()) {
            join(new Subscriber(sender, stream));
        }
    }

    private void join(Subscriber subscriber) {
        MediaPath path = subscriber.sender.currentPath();
        if (path == null || !subscriber.sender.isSending()) {
            return;
        }
        long now = clock.nanoTime();
        try {
            boolean started = subscriber.stream.started();
            subscriber.stream.join(
                    subscribers(subscriber.stream.broadcast).gopCache.frames(now), path, now);
            sent(subscriber, started, now);
        } catch (RuntimeException e) {
            fail(subscriber.sender, e);
        }
    }

    void detach(ViewerSender sender) {
        viewers.decrementAndGet();
        if (sender.failure().isEmpty()) {
            try {
                reports.sayGoodbye(sender);
            } catch (RuntimeException e) {
                LOGGER.debug("No BYE to {}", sender.currentPath(), e);
            }
        }
        remove(sender);
    }

    void forget(Broadcast broadcast) {
        Subscribers subscribers = subscribersOf.remove(broadcast);
        if (subscribers != null) {
            subscribers.subscribers.forEach(subscriber -> {
                subscriber.sender.forget(subscriber.stream);
                pacing.forget(subscriber.stream);
            });
        }
    }

    /** What goes wrong with one viewer ends that viewer's media, and nobody else's. */
    private void fail(ViewerSender sender, RuntimeException cause) {
        LOGGER.warn("Sending to a viewer failed and ends", cause);
        sender.fail(cause);
        // Not now: the failure may have come up while the subscribers was being walked.
        commands.add(() -> remove(sender));
    }

    private void remove(ViewerSender sender) {
        reports.remove(sender);
        sender.streams().forEach(pacing::forget);
        for (Subscribers subscribers : subscribersOf.values()) {
            subscribers.subscribers.removeIf(subscriber -> subscriber.sender == sender);
        }
    }

    private Subscribers subscribers(Broadcast broadcast) {
        return subscribersOf.computeIfAbsent(
                broadcast,
                key -> new Subscribers(new GopCache(settings.joinWindow().toNanos())));
    }
}
