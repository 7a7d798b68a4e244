package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.ReceiverEstimatedMaximumBitrate;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sender thread's share of the work, without the thread: {@link #doWork()} is one round. It and all that it owns (its
 * viewers' streams, its socket) are confined to whoever calls it; {@code offer} and {@link #execute} are thread-safe.
 */
final class SenderLoop implements SenderThread.Rounds {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderLoop.class);

    /** Frames, and messages of viewers, taken in one round, so that neither starves the other, nor sender reports. */
    private static final int ROUND_LIMIT = 16;

    /** The longest sleep: sender reports come due without a wake-up. */
    private static final long IDLE_NANOS = 20_000_000;

    /** One frame for all loops, and when it was queued. */
    record QueuedFrame(Broadcast broadcast, PacketizedFrame frame, long queuedNanos) {}

    private final FanoutSettings settings;
    private final NtpClock clock;
    private final MediaEgress egress;
    private final MpscQueue<QueuedFrame> frames;
    private final FeedbackQueue feedback = new FeedbackQueue(this::fail);
    private final PacketRun run = new PacketRun();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Map<Broadcast, Subscribers> subscribersOf = new HashMap<>();
    private final Pacing pacing = new Pacing(this::fail);
    private final SenderReports reports;
    private final AtomicInteger viewers = new AtomicInteger();
    private final Lateness lateness = new Lateness();
    private volatile Runnable wakeUp = () -> {};

    SenderLoop(FanoutSettings settings, NtpClock clock, MediaEgress egress, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.egress = egress;
        this.frames = new MpscQueue<>(settings.queueCapacity());
        this.reports = new SenderReports(settings.reportInterval().toNanos(), clock, random, this::fail);
    }

    /** Sets what is called after something was queued, on the thread that queued it. */
    @Override
    public void onWakeUp(Runnable action) {
        wakeUp = action;
    }

    MediaEgress egress() {
        return egress;
    }

    /** The buffer in which packets are made; belongs to the loop's thread. */
    PacketRun run() {
        return run;
    }

    /** Viewers pinned to this loop. */
    int viewers() {
        return viewers.get();
    }

    void viewerAdded() {
        viewers.incrementAndGet();
    }

    /** Returns false when the queue is full. */
    boolean offer(QueuedFrame frame) {
        boolean taken = frames.offer(frame);
        wakeUp.run();
        return taken;
    }

    /** Has the stream answer a viewer's NACK, unless too many wait. */
    void offer(SendStream stream, GenericNack nack) {
        if (feedback.offer(stream, nack)) {
            wakeUp.run();
        }
    }

    /** Has a key frame made that a viewer asked for, unless one is on its way to it. */
    void offerKeyFrameRequest(SendStream stream) {
        if (feedback.offerKeyFrameRequest(stream.sender, (path, now) -> keyFrameRequested(stream, path, now))) {
            wakeUp.run();
        }
    }

    private void keyFrameRequested(SendStream stream, MediaPath path, long now) {
        Subscribers subscribers = subscribersOf.get(stream.broadcast());
        if (subscribers != null) {
            stream.keyFrameRequested(subscribers.gopCache.frames(now), subscribers.history, path, now);
            pacing.watch(stream, now);
        }
    }

    /** Tells the viewer's rate control in a later round: it is not worth a wake-up. */
    void offer(ViewerSender sender, TransportFeedback message) {
        feedback.offer(sender, message);
    }

    /** Likewise. */
    void offer(ViewerSender sender, ReceiverEstimatedMaximumBitrate message) {
        feedback.offer(sender, message);
    }

    /** Likewise; {@code roundTripNanos} is 0 while unknown. */
    void offer(SendStream stream, ReportBlock report, long roundTripNanos) {
        feedback.offer(stream, report, roundTripNanos);
    }

    /** Runs a rare change of who gets what in the next round, before any later frame. */
    void execute(Runnable command) {
        commands.add(command);
        wakeUp.run();
    }

    /** Does one round; returns how much was done, 0 when there was nothing to do. */
    @Override
    public int doWork() {
        int work = 0;
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
            work++;
        }
        long now = clock.nanoTime();
        lateness.runs(now);
        for (int i = 0; i < ROUND_LIMIT; i++) {
            QueuedFrame queued = frames.poll();
            if (queued == null) {
                break;
            }
            send(queued, now);
            work++;
        }
        work += feedback.work(ROUND_LIMIT, now, sender -> heardOf(sender, now));
        return work + pacing.send(now) + reports.send(now);
    }

    private void heardOf(ViewerSender sender, long now) {
        for (SendStream stream : sender.streams()) {
            stream.followRate(now);
            pacing.watch(stream, now);
        }
    }

    /** How long the caller may sleep after a round without work, in nanoseconds. */
    @Override
    public long idleNanos() {
        long idle = pacing.isIdle() ? IDLE_NANOS : Pacing.TICK_NANOS;
        lateness.sleepsUntil(clock.nanoTime() + idle);
        return idle;
    }

    Lateness lateness() {
        return lateness;
    }

    private void send(QueuedFrame queued, long now) {
        if (queued.broadcast.isClosed()) {
            return; // forgotten by now, or about to be: its frames must not bring it back
        }
        lateness.late(now - queued.queuedNanos);
        Subscribers subscribers = subscribers(queued.broadcast);
        if (isLate(queued, subscribers, now)) {
            subscribers.gopCache.clear();
            return;
        }
        KeptFrame kept = subscribers.history.add(queued.frame, now);
        subscribers.gopCache.add(kept, now);
        for (SendStream stream : subscribers.streams) {
            MediaPath path = stream.sender.mediaPath();
            if (path != null) {
                try {
                    boolean started = stream.started();
                    stream.take(queued.broadcast, kept, subscribers.history, path, now);
                    sent(stream, started, now);
                } catch (RuntimeException e) {
                    fail(stream.sender, e);
                }
            }
        }
    }

    private void sent(SendStream stream, boolean startedBefore, long now) {
        pacing.watch(stream, now);
        if (!startedBefore && stream.started()) {
            reports.started(stream.sender, now);
            stream.sender.streamStarted();
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
            LOGGER.debug("A sender thread is late; it skips frames up to the next key frame");
        }
        return subscribers.skipping;
    }

    void attach(SendStream stream) {
        if (stream.sender.isSending()) {
            subscribers(stream.broadcast()).streams.add(stream);
            join(stream);
        }
    }

    void pathFound(ViewerSender sender) {
        sender.streams().forEach(this::join);
    }

    private void join(SendStream stream) {
        MediaPath path = stream.sender.mediaPath();
        if (path == null) {
            return;
        }
        long now = clock.nanoTime();
        try {
            boolean started = stream.started();
            Subscribers subscribers = subscribers(stream.broadcast());
            stream.join(subscribers.gopCache.frames(now), subscribers.history, path, now);
            sent(stream, started, now);
        } catch (RuntimeException e) {
            fail(stream.sender, e);
        }
    }

    /** Has the stream see a further broadcast's frames. */
    void subscribe(SendStream stream, Broadcast broadcast) {
        subscribers(broadcast).streams.add(stream);
    }

    /** The stream sees no more of the broadcast. Not while a frame of that very one is handed round. */
    void unsubscribe(SendStream stream, Broadcast broadcast) {
        subscribers(broadcast).streams.remove(stream);
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
        if (sender.egress != egress) {
            sender.egress.close();
        }
    }

    void forget(Broadcast broadcast) {
        Subscribers subscribers = subscribersOf.remove(broadcast);
        if (subscribers != null) {
            for (SendStream stream : subscribers.streams) {
                if (stream.broadcast() == broadcast) {
                    stream.sender.forget(stream);
                    pacing.forget(stream);
                    subscribersOf.values().forEach(others -> others.streams.remove(stream));
                }
            }
        }
    }

    /** A viewer whose sending throws loses its media; nobody else does. */
    private void fail(ViewerSender sender, RuntimeException cause) {
        LOGGER.warn("Sending to a viewer failed and ends", cause);
        sender.fail(cause);
        // Not now: the failure may have come up while the streams were being walked.
        commands.add(() -> remove(sender));
    }

    private void remove(ViewerSender sender) {
        reports.remove(sender);
        sender.streams().forEach(pacing::forget);
        for (Subscribers subscribers : subscribersOf.values()) {
            subscribers.streams.removeIf(stream -> stream.sender == sender);
        }
        sender.protector.erase();
    }

    private Subscribers subscribers(Broadcast broadcast) {
        return subscribersOf.computeIfAbsent(broadcast, key -> new Subscribers(settings));
    }
}
