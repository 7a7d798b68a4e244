package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.ThreadFailures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which source is on air: the live one while it delivers, else the standby. A change happens between two
 * pictures, when the first one of the new source has come; opening a source disturbs nothing. Owns its sources and
 * closes them. Thread-safe.
 */
public final class SourceSwitch implements AutoCloseable {
    private static final long CHECK_NANOS = 100_000_000L;

    /** Where the pictures or the audio of whatever is on air go. */
    @FunctionalInterface
    public interface Output<T> {
        /**
         * The next piece. Called in order, under the switch's lock: must not block.
         *
         * @param media whose reference, if it is counted, this call takes over
         * @param first whether the piece before came from another source
         */
        void offer(T media, boolean first);
    }

    private volatile VideoSettings settings;
    private final Output<VideoFrame> pictures;
    private final Output<AudioFrame> audio;
    private final EncodedOutputs encoded;
    private final BooleanSupplier watched;
    private final LongSupplier clock;
    private final BackgroundTasks tasks;
    private final Consumer<SourceEvent> events;
    private final Object lock = new Object();
    private final SwitchFacts facts;
    private final RetrySchedule standbyRetries = new RetrySchedule();
    private final RetrySchedule keptRetries = new RetrySchedule();

    /**
     * @param settings what sources are asked for
     * @param stallNanos a live source that is silent for so long gives way to the standby
     * @param watched whether anybody sees the pictures: while nobody does, the standby rests. Asked under the switch's
     *     lock; {@link #watchedChanged} says when to ask
     * @param clock {@link System#nanoTime} except in tests
     * @param tasks opens and closes sources; closed with the switch
     * @param events called on the threads of sources and tasks; must not block or throw
     */
    public SourceSwitch(
            VideoSettings settings,
            long stallNanos,
            Output<VideoFrame> pictures,
            Output<AudioFrame> audio,
            BooleanSupplier watched,
            LongSupplier clock,
            BackgroundTasks tasks,
            Consumer<SourceEvent> events) {
        this(settings, stallNanos, pictures, audio, EncodedOutputs.none(), watched, clock, tasks, events);
    }

    /** @param encoded gets what sources have encoded themselves */
    public SourceSwitch(
            VideoSettings settings,
            long stallNanos,
            Output<VideoFrame> pictures,
            Output<AudioFrame> audio,
            EncodedOutputs encoded,
            BooleanSupplier watched,
            LongSupplier clock,
            BackgroundTasks tasks,
            Consumer<SourceEvent> events) {
        this.settings = settings;
        this.pictures = pictures;
        this.audio = audio;
        this.encoded = encoded;
        this.watched = watched;
        this.clock = clock;
        this.tasks = tasks;
        this.events = events;
        facts = new SwitchFacts(stallNanos);
    }

    /**
     * Opens the standby, which plays until its first picture is there and then rests until it is wanted. It is shown
     * while no live source delivers, and opened again when it ends or fails later. Called once; the switch must be
     * closed also when this fails.
     */
    public void start(VideoSource source) throws MediaSourceException {
        SourceChannel standby = new SourceChannel(source);
        synchronized (lock) {
            if (facts.closed || facts.standby != null) {
                throw new IllegalStateException("the pipeline is " + (facts.closed ? "closed" : "started already"));
            }
            facts.standby = standby;
        }
        standby.open(settings, input(standby));
    }

    /**
     * Shows a live source from its first picture on. It is opened in the background; when that fails, nothing changes
     * and an event says so. When it ends, fails or falls silent, the standby takes over by itself; after a silence the
     * source's next picture brings it back. The last call wins.
     *
     * @return completes when the first picture is on air; fails with a {@link MediaSourceException} when that will not
     *     happen. Completed by the tasks' threads
     */
    public CompletionStage<Void> show(VideoSource source) {
        return show(source, false);
    }

    /**
     * As {@link #show}; when the source fails, it is opened again, after pauses of 1 to 30 s, until another is asked
     * for.
     */
    public void keepShowing(VideoSource source) {
        show(source, true);
    }

    private CompletionStage<Void> show(VideoSource source, boolean keep) {
        SourceChannel next = new SourceChannel(source);
        SourceChannel replaced;
        synchronized (lock) {
            if (facts.closed) {
                throw new IllegalStateException("the pipeline is closed");
            }
            replaced = facts.coming;
            facts.coming = next;
            facts.kept = keep && source.isRestartable() ? source : null;
            keptRetries.startOver();
        }
        unseen(replaced, "another source was asked for");
        closeInBackground(replaced);
        openInBackground(next);
        return next.onAir().minimalCompletionStage();
    }

    /** Goes back to the standby; closes the live source, and one that is being opened. */
    public void showStandby() {
        SourceChannel oldLive;
        SourceChannel oldComing;
        synchronized (lock) {
            oldLive = facts.live;
            oldComing = facts.coming;
            facts.live = null;
            facts.coming = null;
            facts.kept = null;
            wakeStandby();
        }
        unseen(oldComing, "the standby was asked for");
        closeInBackground(oldLive);
        closeInBackground(oldComing);
    }

    /** Sets what sources are asked for that are opened from now on. */
    public void change(VideoSettings next) {
        settings = next;
    }

    /** Somebody may have begun to watch, or nobody does any more. */
    public void watchedChanged() {
        synchronized (lock) {
            wakeStandby();
        }
    }

    /** The name of the source whose picture came last; empty before the first. */
    public String shown() {
        synchronized (lock) {
            return facts.shown == null ? "" : facts.shown.name();
        }
    }

    /** Only a first picture, or one after a silence, changes more than what is on its way to the encoders. */
    void onPicture(SourceChannel channel, SwitchedPicture picture) {
        SourceChannel replaced = null;
        boolean begins;
        boolean first;
        boolean standby;
        synchronized (lock) {
            if (!facts.listensTo(channel) || !canBegin(channel, picture)) {
                picture.drop();
                return;
            }
            begins = !channel.delivered || (channel == facts.live && facts.isStalled());
            if (channel == facts.coming) {
                replaced = facts.live;
                facts.live = channel;
                facts.coming = null;
            }
            standby = channel == facts.standby;
            if (!standby) {
                facts.livePicture(clock.getAsLong());
            }
            if (begins) {
                channel.delivered = true;
                (standby ? standbyRetries : keptRetries).startOver();
                wakeStandby();
            }
            boolean onAir = channel == facts.onAir();
            first = onAir && channel != facts.shown;
            if (onAir) {
                facts.shown = channel;
                picture.offer(first);
            } else {
                picture.drop();
            }
        }
        if (begins && !standby) {
            tasks.run(CHECK_NANOS, () -> checkLive(channel));
        }
        closeInBackground(replaced);
        if (first) {
            if (!channel.onAir().isDone()) {
                tasks.run(0, () -> channel.onAir().complete(null));
            }
            events.accept(new SourceEvent.Shown(channel.name(), standby));
        }
    }

    /** Under the lock: a source goes on air with a picture that can be decoded without those before. */
    private boolean canBegin(SourceChannel channel, SwitchedPicture picture) {
        boolean can = picture.begins() || (channel == facts.shown && channel == facts.onAir());
        if (!can && channel.shallAsk(clock.getAsLong())) {
            tasks.run(0, channel::requestKeyFrame);
        }
        return can;
    }

    /** Asks the source on air for a key frame; returns whether one can be expected. Never blocks. */
    public boolean requestKeyFrame() {
        SourceChannel asked;
        synchronized (lock) {
            asked = facts.onAir();
        }
        return asked != null && asked.requestKeyFrame();
    }

    /** Audio switches with the pictures: it is heard once the first picture is shown. */
    <T> void onAudio(SourceChannel channel, T piece, Output<T> output) {
        synchronized (lock) {
            if (facts.listensTo(channel) && channel == facts.shown && channel == facts.onAir()) {
                boolean first = channel != facts.heard;
                facts.heard = channel;
                output.offer(piece, first);
            }
        }
    }

    /** The source has ended, or failed when there is a reason. */
    void onOver(SourceChannel channel, @Nullable String failure) {
        long standbyPause = 0;
        long keptPause = 0;
        VideoSource source = channel.source();
        synchronized (lock) {
            if (facts.closed || !facts.listensTo(channel)) {
                return;
            }
            channel.over = true;
            if (channel == facts.standby) {
                standbyPause = source.isRestartable() ? standbyRetries.failed() : 0;
            } else {
                facts.coming = channel == facts.coming ? null : facts.coming;
                facts.live = channel == facts.live ? null : facts.live;
                boolean again = failure != null && source == facts.kept && source.isRestartable();
                keptPause = again ? keptRetries.failed() : 0;
            }
            wakeStandby();
        }
        unseen(channel, failure == null ? "it has ended" : failure);
        closeInBackground(channel);
        events.accept(
                failure == null
                        ? new SourceEvent.Ended(channel.name())
                        : new SourceEvent.Failed(channel.name(), failure));
        if (standbyPause > 0) {
            tasks.run(standbyPause, () -> reopenStandby(source));
        }
        if (keptPause > 0) {
            tasks.run(keptPause, () -> reopenKept(source));
        }
    }

    private void reopenStandby(VideoSource source) {
        SourceChannel again = new SourceChannel(source);
        synchronized (lock) {
            if (facts.closed) {
                return;
            }
            facts.standby = again;
            wakeStandby();
        }
        openOrFail(again);
    }

    private void reopenKept(VideoSource source) {
        SourceChannel again = new SourceChannel(source);
        synchronized (lock) {
            if (facts.closed || facts.kept != source || facts.coming != null || facts.live != null) {
                return;
            }
            facts.coming = again;
        }
        openInBackground(again);
    }

    /** Repeated until the source is not live any more, or has stalled: then its next picture starts it again. */
    private void checkLive(SourceChannel watching) {
        long silent;
        boolean stalled;
        synchronized (lock) {
            if (facts.closed || watching != facts.live || facts.isStalled()) {
                return;
            }
            silent = facts.checkLive(clock.getAsLong());
            stalled = facts.isStalled();
            wakeStandby();
        }
        if (stalled) {
            events.accept(new SourceEvent.Stalled(watching.name(), silent / 1_000_000));
        } else {
            tasks.run(CHECK_NANOS, () -> checkLive(watching));
        }
    }

    /** Under the lock: the standby rests, or plays, as the facts say now. */
    private void wakeStandby() {
        if (facts.standby != null) {
            facts.standby.setActive(facts.standbyPlays(watched.getAsBoolean()));
        }
    }

    private SwitchInput input(SourceChannel channel) {
        return new SwitchInput(this, channel, pictures, audio, encoded);
    }

    private void openOrFail(SourceChannel channel) {
        try {
            channel.open(settings, input(channel));
        } catch (MediaSourceException failed) {
            onOver(channel, String.valueOf(failed.getMessage()));
        } catch (RuntimeException | Error bug) { // whoever asked for it is told, and what is shown stays
            onOver(channel, "source " + channel.name() + " cannot be opened: " + bug);
            ThreadFailures.caught(bug);
        }
    }

    private void openInBackground(SourceChannel channel) {
        tasks.run(0, () -> openOrFail(channel));
    }

    /** Tells who asked for it that it will not be seen; does nothing when it was. */
    private void unseen(@Nullable SourceChannel channel, String reason) {
        if (channel != null && !channel.onAir().isDone()) {
            MediaSourceException failure = new MediaSourceException(channel.name() + " is not shown: " + reason);
            tasks.run(0, () -> channel.onAir().completeExceptionally(failure));
        }
    }

    private void closeInBackground(@Nullable SourceChannel channel) {
        if (channel != null) {
            channel.retire();
            tasks.run(0, channel::close);
        }
    }

    /** Closes every source and waits until they have stopped. Idempotent. */
    @Override
    public void close() {
        List<SourceChannel> open = new ArrayList<>();
        synchronized (lock) {
            facts.closed = true;
            for (SourceChannel channel : Arrays.asList(facts.standby, facts.live, facts.coming)) {
                if (channel != null) {
                    open.add(channel);
                }
            }
        }
        open.forEach(channel -> unseen(channel, "its channel was closed"));
        open.forEach(SourceChannel::close);
        tasks.close();
    }
}
