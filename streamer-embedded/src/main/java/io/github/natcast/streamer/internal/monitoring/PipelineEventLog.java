package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.media.ffmpeg.Locations;
import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import io.github.natcast.streamer.internal.media.video.EncodingEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened to source and encoders: logged, counted, and the last of it kept for the health page. Thread-safe. */
public final class PipelineEventLog {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");
    private static final int KEPT = 20;

    private final InstantSource wallClock;
    private final Deque<Entry> last = new ArrayDeque<>();
    private final ThreadFailures threads = new ThreadFailures(System::nanoTime, this::threadFailed);
    private boolean started;
    private long encoderFailures;
    private long sourceFailures;

    private record Entry(Instant time, String sentence, boolean warning) {
        @Override
        public String toString() {
            return time + " " + sentence;
        }
    }

    public PipelineEventLog(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    public synchronized void accept(EncodingEvent event) {
        if (event instanceof EncodingEvent.EncoderOpened opened) {
            note(opened.format() + " is encoded by " + opened.encoder());
        } else if (event instanceof EncodingEvent.EncoderFailed failed) {
            encoderFailures++;
            warn(failed.encoder() + " failed (" + failed.reason() + "); the next encoder of " + failed.format()
                    + " takes over");
        } else if (event instanceof EncodingEvent.EncodingFailed failed) {
            encoderFailures++;
            warn("no encoder is left for " + failed.format() + ": " + failed.reason());
        } else if (event instanceof EncodingEvent.RenditionFailed failed) {
            encoderFailures++;
            warn("there is no " + failed.format() + " for now, its viewers get a larger one: " + failed.reason());
        } else if (event instanceof EncodingEvent.PictureRefused refused) {
            warn("a picture cannot be encoded as " + refused.format() + ": " + refused.reason());
        }
    }

    public synchronized void accept(SourceEvent event) {
        if (event instanceof SourceEvent.Shown shown) {
            note(shown.source() + " is shown");
        } else if (event instanceof SourceEvent.Ended ended) {
            note(ended.source() + " is at its end");
        } else if (event instanceof SourceEvent.Failed failed) {
            sourceFailures++;
            warn(failed.reason());
        } else if (event instanceof SourceEvent.Stalled stalled) {
            sourceFailures++;
            warn(stalled.source() + " has been silent for " + stalled.silentMillis()
                    + " ms; the standby is shown until its next picture");
        }
    }

    /** What the streamer's threads caught; each is an event, too. */
    public ThreadFailures threads() {
        return threads;
    }

    private synchronized void threadFailed(String sentence) {
        warn(sentence);
    }

    /** Logs the events kept so far. None is logged earlier: when the start fails, a single message gives the reason. */
    public synchronized void started() {
        started = true;
        last.forEach(PipelineEventLog::log);
    }

    private void note(String text) {
        keep(text, false);
    }

    private void warn(String text) {
        keep(text, true);
    }

    private void keep(String text, boolean warning) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        Entry entry =
                new Entry(wallClock.instant().truncatedTo(ChronoUnit.MILLIS), Locations.withoutSecrets(text), warning);
        last.addLast(entry);
        if (started) {
            log(entry);
        }
    }

    private static void log(Entry entry) {
        if (entry.warning()) {
            LOGGER.warn("{}", entry.sentence());
        } else {
            LOGGER.info("{}", entry.sentence());
        }
    }

    /** The latest events with their times, the newest last. */
    synchronized List<String> last() {
        return last.stream().map(Entry::toString).toList();
    }

    synchronized long encoderFailures() {
        return encoderFailures;
    }

    /** How often a source could not be opened or read, or fell silent. */
    synchronized long sourceFailures() {
        return sourceFailures;
    }
}
