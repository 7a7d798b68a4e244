package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.rate.FixedRate;
import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rtp.Packetizer;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.rtp.UnpacketizableFrameException;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends every broadcast to all of its viewers, from a fixed number of threads.
 *
 * <pre>{@code
 * Fanout fanout = new Fanout(FanoutSettings.ofDefaults(), transport::openEgress, System::nanoTime,
 *         InstantSource.system(), new SecureRandom(), task -> Threads.daemon("natcast-sender", task));
 * Broadcast broadcast = fanout.broadcast(
 *         new H264Packetizer(PacketizationMode.NON_INTERLEAVED), encoding::requestKeyFrame);
 * encoding.subscribe(broadcast::onFrame);
 *
 * ViewerSender viewer = fanout.open(protector, rateControl, failure -> …);   // once DTLS has given the keys
 * viewer.video(ladder, new StreamParameters(ssrc, payloadType, cname));
 * viewer.path(path);                          // now, and whenever it changes
 * viewer.receiveRtcp(bytes, 0, length);
 * viewer.close();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Fanout implements AutoCloseable {
    private final FanoutSettings settings;
    private final NtpClock clock;
    private final RandomGenerator random;
    private final RefusalCounts refusals;
    private final List<SenderLoop> loops = new ArrayList<>();
    private final List<SenderThread> threads = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens one socket per sender thread and starts the threads.
     *
     * @param egress opens a socket; called here, once per sender thread, which then owns and closes it
     * @param nanoTime the clock of
     *     {@link io.github.natcast.streamer.internal.media.codec.EncodedFrame#captureTimeNanos()}
     * @param wallClock read once, to tie that clock to the NTP timestamps of sender reports
     * @param random must be safe to share between threads, as {@link java.security.SecureRandom} is
     * @param threadFactory makes the sender threads
     */
    public Fanout(
            FanoutSettings settings,
            Supplier<MediaEgress> egress,
            LongSupplier nanoTime,
            InstantSource wallClock,
            RandomGenerator random,
            ThreadFactory threadFactory) {
        this(settings, egress, nanoTime, wallClock, random, threadFactory, new RefusalCounts());
    }

    /**
     * Likewise.
     *
     * @param refusals counts what viewers ask for beyond their share
     */
    public Fanout(
            FanoutSettings settings,
            Supplier<MediaEgress> egress,
            LongSupplier nanoTime,
            InstantSource wallClock,
            RandomGenerator random,
            ThreadFactory threadFactory,
            RefusalCounts refusals) {
        this.settings = settings;
        this.clock = new NtpClock(nanoTime, wallClock);
        this.random = random;
        this.refusals = refusals;
        List<MediaEgress> opened = new ArrayList<>();
        try {
            for (int i = 0; i < settings.senderThreads(); i++) {
                opened.add(egress.get());
            }
        } catch (RuntimeException e) {
            opened.forEach(MediaEgress::close);
            throw e;
        }
        for (MediaEgress socket : opened) {
            SenderLoop loop = new SenderLoop(settings, clock, socket, random);
            loops.add(loop);
            threads.add(new SenderThread(loop, socket, threadFactory));
        }
        threads.forEach(SenderThread::start);
    }

    /** A broadcast of one video encoding (90 kHz); {@code keyFrames} requests key frames of its encoder. */
    public Broadcast broadcast(Packetizer packetizer, Runnable keyFrames) {
        return new Broadcast(packetizer, RtpClock.VIDEO_RATE, keyFrames, clock, loops);
    }

    /**
     * A broadcast of frames that come packetized, through {@link Broadcast#send}: audio.
     *
     * @param clockRate of its RTP timestamps, in Hz; Opus has 48000
     */
    public Broadcast broadcast(int clockRate) {
        Packetizer none = frame -> {
            throw new UnpacketizableFrameException("a broadcast without a packetizer takes packetized frames only");
        };
        return new Broadcast(none, clockRate, () -> {}, clock, loops);
    }

    /**
     * Adds a viewer whose rate does not adapt to its path.
     *
     * @see #open(PacketProtector, RateControl, ViewerSender.Listener)
     */
    public ViewerSender open(PacketProtector protector, ViewerSender.Listener listener) {
        return open(protector, new FixedRate(), listener);
    }

    /**
     * Adds a viewer, pinned to the sender thread with the fewest; its streams and its path are set afterwards.
     *
     * @param rate of the viewer's video; belongs to the viewer's sender thread from now on
     * @param listener hears of the viewer's media
     * @throws IllegalStateException after {@link #close()}
     */
    public ViewerSender open(PacketProtector protector, RateControl rate, ViewerSender.Listener listener) {
        SenderLoop loop = leastLoaded();
        return open(protector, rate, loop, loop.egress(), listener);
    }

    /**
     * Likewise, for a receiver that is reached by sockets of its own.
     *
     * @param own must not block either; belongs to the receiver's sender thread from now on, which closes it after the
     *     last packet
     * @throws IllegalStateException after {@link #close()}; {@code own} stays the caller's then
     */
    public ViewerSender open(
            PacketProtector protector, RateControl rate, MediaEgress own, ViewerSender.Listener listener) {
        return open(protector, rate, leastLoaded(), own, listener);
    }

    private ViewerSender open(
            PacketProtector protector,
            RateControl rate,
            SenderLoop loop,
            MediaEgress egress,
            ViewerSender.Listener listener) {
        loop.viewerAdded();
        return new ViewerSender(protector, rate, listener, loop, egress, settings, clock, random, refusals);
    }

    private SenderLoop leastLoaded() {
        if (closed.get()) {
            throw new IllegalStateException("the fan-out is closed");
        }
        return loops.stream().min(Comparator.comparingInt(SenderLoop::viewers)).orElseThrow();
    }

    /** Viewers that were opened and not closed. */
    public int viewers() {
        return loops.stream().mapToInt(SenderLoop::viewers).sum();
    }

    /** The most that a sender thread came late since the call before, in nanoseconds. */
    public long takeLatenessNanos() {
        return loops.stream().mapToLong(loop -> loop.lateness().take()).max().orElse(0);
    }

    /** Sends what is queued and ends the threads, without a goodbye to viewers that are still open. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            threads.forEach(SenderThread::close);
        }
    }
}
