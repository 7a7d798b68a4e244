package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.PipelineEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose pictures are encoded: those of the live source while it delivers, else those of the standby. A change
 * happens between two pictures, when the first one of the new source is there; opening it disturbs nothing.
 * Thread-safe.
 */
public final class SourceSwitch implements SourceChannel.Owner, AutoCloseable {
    private static final long CHECK_NANOS = 100_000_000L;
    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;
    private static final long LONGEST_RETRY_NANOS = 30_000_000_000L;

    /** Where the pictures go. Called in order, under the switch's lock: must not block. */
    public interface Output {
        /** {@code first}: the picture before came from another source. Takes over the reference. */
        void onVideo(VideoFrame frame, boolean first);

        /** {@code first}: the audio before came from another source. */
        default void onAudio(AudioFrame frame, boolean first) {}
    }

    private final VideoSettings settings;
    private final Output output;
    private final LongSupplier clock;
    private final BackgroundTasks tasks;
    private final Consumer<PipelineEvent> events;
    private final long stallNanos;
    private final Object lock = new Object();
    private @Nullable SourceChannel standby;
    /** Shown, or silent for a while. */
    private @Nullable SourceChannel live;
    /** Being opened, or without a first picture yet. */
    private @Nullable SourceChannel coming;
    /** What is opened again when it fails; null for sources that are not. */
    private @Nullable VideoSource kept;
    /** Whose picture came last; null before the first. */
    private @Nullable SourceChannel shown;
    /** Whose audio came last; null before the first. */
    private @Nullable SourceChannel heard;

    private boolean stalled;
    private boolean wanted;
    private boolean standbyReady;
    private boolean closed;
    private long lastLiveNanos;
    private long retryNanos = FIRST_RETRY_NANOS;
    private long keptRetryNanos = FIRST_RETRY_NANOS;

    public SourceSwitch(
            VideoSettings settings,
            long stallNanos,
            Output output,
            LongSupplier clock,
            BackgroundTasks tasks,
            Consumer<PipelineEvent> events) {
        this.settings = settings;
        this.stallNanos = stallNanos;
        this.output = output;
        this.clock = clock;
        this.tasks = tasks;
        this.events = events;
    }

    /** Opens the standby; it plays until its first picture is ready, then rests until it is wanted. */
    public void start(VideoSource source) throws MediaSourceException {
        SourceChannel opening = new SourceChannel(source, this);
        synchronized (lock) {
            if (closed || standby != null) {
                throw new IllegalStateException("the pipeline is " + (closed ? "closed" : "started already"));
            }
            standby = opening;
        }
        opening.open(settings);
    }

    /** Opens {@code source} aside and shows it from its first picture on; the last call wins. */
    public void show(VideoSource source) {
        show(source, false);
    }

    /** As {@link #show}, and opened again after ever longer pauses when it fails, until something else is asked for. */
    public void keepShowing(VideoSource source) {
        show(source, true);
    }

    private void show(VideoSource source, boolean keep) {
        SourceChannel next = new SourceChannel(source, this);
        SourceChannel replaced;
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the pipeline is closed");
            }
            replaced = coming;
            coming = next;
            kept = keep && source.isRestartable() ? source : null;
            keptRetryNanos = FIRST_RETRY_NANOS;
        }
        closeAside(replaced);
        open(next);
    }

    private void open(SourceChannel next) {
        tasks.run(0, () -> {
            try {
                next.open(settings);
            } catch (MediaSourceException failed) {
                next.onFailure(failed);
            }
        });
    }

    /** Gives up the live source, and one that is being opened. */
    public void showStandby() {
        SourceChannel oldLive;
        SourceChannel oldComing;
        synchronized (lock) {
            oldLive = live;
            oldComing = coming;
            live = null;
            coming = null;
            kept = null;
            letStandbyPlay();
        }
        closeAside(oldLive);
        closeAside(oldComing);
    }

    /** Whether anybody watches, asked under the lock: while nobody does, the standby rests. */
    public void watch(BooleanSupplier anybody) {
        synchronized (lock) {
            wanted = anybody.getAsBoolean();
            letStandbyPlay();
        }
    }

    /** The name of the source whose picture came last; empty before the first. */
    public String shown() {
        synchronized (lock) {
            return shown == null ? "" : shown.name();
        }
    }

    @Override
    public void onVideo(SourceChannel channel, VideoFrame frame) {
        List<PipelineEvent> told = new ArrayList<>();
        SourceChannel retired = null;
        boolean watch = false;
        synchronized (lock) {
            if (channel == coming) {
                retired = live;
                live = coming;
                coming = null;
                watch = true;
            }
            if (channel == live) {
                watch |= stalled;
                stalled = false;
                lastLiveNanos = clock.getAsLong();
                keptRetryNanos = FIRST_RETRY_NANOS;
            } else if (channel == standby) {
                standbyReady = true;
                retryNanos = FIRST_RETRY_NANOS;
            }
            SourceChannel onAir = live == null || stalled ? standby : live;
            if (closed || channel != onAir) {
                frame.release();
            } else {
                boolean first = shown != channel;
                shown = channel;
                output.onVideo(frame, first);
                if (first) {
                    told.add(new PipelineEvent.SourceShown(channel.name(), channel == standby));
                }
            }
            letStandbyPlay();
        }
        if (watch) {
            tasks.run(CHECK_NANOS, () -> checkStall(channel));
        }
        closeAside(retired);
        told.forEach(events);
    }

    /** Sound switches with the pictures. */
    @Override
    public void onAudio(SourceChannel channel, AudioFrame frame) {
        synchronized (lock) {
            SourceChannel onAir = live == null || stalled ? standby : live;
            if (!closed && channel == shown && channel == onAir) {
                boolean first = heard != channel;
                heard = channel;
                output.onAudio(frame, first);
            }
        }
    }

    @Override
    public void onOver(SourceChannel channel, @Nullable String failure) {
        long standbyRetry = 0;
        long keptRetry = 0;
        synchronized (lock) {
            if (closed) {
                return;
            }
            if (channel == standby) {
                standbyRetry = channel.source().isRestartable() ? retryNanos : 0;
                retryNanos = Math.min(LONGEST_RETRY_NANOS, retryNanos * 2);
            } else if (channel == coming || channel == live) {
                coming = channel == coming ? null : coming;
                live = channel == live ? null : live;
                if (failure != null && channel.source() == kept) {
                    keptRetry = keptRetryNanos;
                    keptRetryNanos = Math.min(LONGEST_RETRY_NANOS, keptRetryNanos * 2);
                }
            }
            letStandbyPlay();
        }
        closeAside(channel);
        events.accept(
                failure == null
                        ? new PipelineEvent.SourceEnded(channel.name())
                        : new PipelineEvent.SourceFailed(channel.name(), failure));
        if (standbyRetry > 0) {
            tasks.run(standbyRetry, () -> reopenStandby(channel.source()));
        }
        if (keptRetry > 0) {
            tasks.run(keptRetry, () -> reopenKept(channel.source()));
        }
    }

    private void reopenKept(VideoSource source) {
        SourceChannel again = new SourceChannel(source, this);
        synchronized (lock) {
            if (closed || kept != source || coming != null || live != null) {
                return;
            }
            coming = again;
        }
        open(again);
    }

    private void reopenStandby(VideoSource source) {
        SourceChannel again = new SourceChannel(source, this);
        synchronized (lock) {
            if (closed) {
                return;
            }
            standby = again;
            standbyReady = false;
            letStandbyPlay();
        }
        try {
            again.open(settings);
        } catch (MediaSourceException failed) {
            again.onFailure(failed);
        }
    }

    /** Ends when the source is not live any more, or has stalled: its next picture starts it again. */
    private void checkStall(SourceChannel watched) {
        long silent;
        synchronized (lock) {
            if (closed || watched != live || stalled) {
                return;
            }
            silent = clock.getAsLong() - lastLiveNanos;
            if (silent >= stallNanos) {
                stalled = true;
                letStandbyPlay();
            }
        }
        if (silent >= stallNanos) {
            events.accept(new PipelineEvent.SourceStalled(watched.name(), silent / 1_000_000));
        } else {
            tasks.run(CHECK_NANOS, () -> checkStall(watched));
        }
    }

    /** Under the lock. */
    private void letStandbyPlay() {
        boolean onAir = live == null || stalled;
        if (standby != null) {
            standby.setActive(!standbyReady || (onAir && wanted));
        }
    }

    private void closeAside(@Nullable SourceChannel channel) {
        if (channel != null) {
            channel.retire();
            tasks.run(0, channel::close);
        }
    }

    @Override
    public void close() {
        List<SourceChannel> open = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            for (SourceChannel channel : Arrays.asList(standby, live, coming)) {
                if (channel != null) {
                    open.add(channel);
                }
            }
        }
        open.forEach(SourceChannel::close);
        tasks.close();
    }
}
