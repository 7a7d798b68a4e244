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
final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /** Frames and NACKs taken in one round, so that neither starves the other, nor sender reports. */
    private static final int ROUND_LIMIT = 16;

    /** Sender reports are looked for at least this often. */
    private static final long IDLE_NANOS = 20_000_000;

    private static final int NACK_CAPACITY = 1024;

    /** One frame for all shards, and when it was queued. */
    record QueuedFrame(Broadcast broadcast, PacketizedFrame frame, long queuedNanos) {}

    /** {@code waiting} is the viewer's own count of these. */
    record QueuedNack(Outbound outbound, OutboundStream stream, GenericNack nack, AtomicInteger waiting) {}

    private final FanoutSettings settings;
    private final MediaClock clock;
    private final MediaEgress egress;
    private final SenderReports reports;
    private final MpscQueue<QueuedFrame> frames;
    private final MpscQueue<QueuedNack> nacks = new MpscQueue<>(NACK_CAPACITY);
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Map<Broadcast, Audience> audiences = new HashMap<>();
    private final Pacing pacing = new Pacing(this::fail);
    private final AtomicInteger viewers = new AtomicInteger();
    private volatile Runnable wakeUp = () -> {};

    Shard(FanoutSettings settings, MediaClock clock, MediaEgress egress, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.egress = egress;
        this.reports = new SenderReports(settings.reportInterval().toNanos(), clock, egress, random);
        this.frames = new MpscQueue<>(settings.queueCapacity());
    }

    /** Who sees one broadcast through this shard, and what a newcomer can start with. */
    private static final class Audience {
        final JoinCache joinCache;
        final List<Seat> seats = new ArrayList<>();

        /** The shard was late: nothing is sent before the next key frame. */
        boolean skipping;

        Audience(JoinCache joinCache) {
            this.joinCache = joinCache;
        }
    }

    record Seat(Outbound outbound, OutboundStream stream) {}

    /** Called after something was put into a queue, on the thread that did it. */
    void onWakeUp(Runnable action) {
        wakeUp = action;
    }

    MediaEgress egress() {
        return egress;
    }

    /** Viewers pinned to this shard. */
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
        Audience audience = audience(queued.broadcast);
        if (isLate(queued, audience, now)) {
            audience.joinCache.clear();
            return;
        }
        audience.joinCache.add(queued.frame, now);
        for (Seat seat : audience.seats) {
            MediaPath path = seat.outbound.currentPath();
            if (path != null && seat.outbound.isSending()) {
                try {
                    boolean started = seat.stream.started();
                    seat.stream.send(queued.frame, path, now);
                    sent(seat, started, now);
                } catch (RuntimeException e) {
                    fail(seat.outbound, e);
                }
            }
        }
    }

    private void sent(Seat seat, boolean startedBefore, long now) {
        pacing.watch(seat, now);
        if (!startedBefore && seat.stream.started()) {
            reports.started(seat.outbound, now);
        }
    }

    /** A key frame is never too late, for it ends the delay. */
    private boolean isLate(QueuedFrame queued, Audience audience, long now) {
        boolean expired = now - queued.queuedNanos > settings.queueDelay().toNanos();
        if (queued.frame.keyFrame()) {
            audience.skipping = false;
        } else if (expired && !audience.skipping) {
            audience.skipping = true;
            queued.broadcast.requestKeyFrame();
            LOG.debug("A sender thread is late; it leaves out frames up to the next key frame");
        }
        return audience.skipping;
    }

    private void sendAgain(QueuedNack queued, long now) {
        queued.waiting.decrementAndGet();
        MediaPath path = queued.outbound.currentPath();
        if (path == null || !queued.outbound.isSending()) {
            return;
        }
        try {
            queued.nack.forEachLost(lost -> queued.stream.sendAgain(lost, path, now));
        } catch (RuntimeException e) {
            fail(queued.outbound, e);
        }
    }

    void attach(Outbound outbound, OutboundStream stream) {
        if (!outbound.isSending()) {
            return;
        }
        Seat seat = new Seat(outbound, stream);
        audience(stream.broadcast).seats.add(seat);
        join(seat);
    }

    void pathFound(Outbound outbound) {
        for (OutboundStream stream : outbound.streams()) {
            join(new Seat(outbound, stream));
        }
    }

    private void join(Seat seat) {
        MediaPath path = seat.outbound.currentPath();
        if (path == null || !seat.outbound.isSending()) {
            return;
        }
        long now = clock.nanoTime();
        try {
            boolean started = seat.stream.started();
            seat.stream.join(audience(seat.stream.broadcast).joinCache.frames(now), path, now);
            sent(seat, started, now);
        } catch (RuntimeException e) {
            fail(seat.outbound, e);
        }
    }

    void detach(Outbound outbound) {
        viewers.decrementAndGet();
        if (outbound.failure().isEmpty()) {
            try {
                reports.sayGoodbye(outbound);
            } catch (RuntimeException e) {
                LOG.debug("No BYE to {}", outbound.currentPath(), e);
            }
        }
        remove(outbound);
    }

    void forget(Broadcast broadcast) {
        Audience audience = audiences.remove(broadcast);
        if (audience != null) {
            audience.seats.forEach(seat -> {
                seat.outbound.forget(seat.stream);
                pacing.forget(seat.stream);
            });
        }
    }

    /** What goes wrong with one viewer ends that viewer's media, and nobody else's. */
    private void fail(Outbound outbound, RuntimeException cause) {
        LOG.warn("Sending to a viewer failed and ends", cause);
        outbound.fail(cause);
        // Not now: the failure may have come up while the audience was being walked.
        commands.add(() -> remove(outbound));
    }

    private void remove(Outbound outbound) {
        reports.remove(outbound);
        outbound.streams().forEach(pacing::forget);
        for (Audience audience : audiences.values()) {
            audience.seats.removeIf(seat -> seat.outbound == outbound);
        }
    }

    private Audience audience(Broadcast broadcast) {
        return audiences.computeIfAbsent(
                broadcast,
                key -> new Audience(new JoinCache(settings.joinWindow().toNanos())));
    }
}
