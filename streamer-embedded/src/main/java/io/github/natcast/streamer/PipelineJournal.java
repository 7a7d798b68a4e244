package io.github.natcast.streamer;

import io.github.natcast.streamer.encode.PipelineEvent;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened to source and encoders: logged, counted, and the last of it kept for the health page. Thread-safe. */
final class PipelineJournal implements Consumer<PipelineEvent> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Streamer.class);
    private static final int KEPT = 20;

    private final InstantSource wallClock;
    private final Deque<String> last = new ArrayDeque<>();
    private long encoderFailures;

    PipelineJournal(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    @Override
    public synchronized void accept(PipelineEvent event) {
        if (event instanceof PipelineEvent.EncoderOpened opened) {
            note(opened.codec() + " is encoded by " + opened.encoder());
        } else if (event instanceof PipelineEvent.EncoderFailed failed) {
            encoderFailures++;
            warn(failed.encoder() + " failed (" + failed.reason() + "); the next encoder of " + failed.codec()
                    + " takes over");
        } else if (event instanceof PipelineEvent.EncodingFailed failed) {
            encoderFailures++;
            warn("no encoder is left for " + failed.codec() + ": " + failed.reason());
        } else if (event instanceof PipelineEvent.PictureRefused refused) {
            warn("a picture cannot be encoded as " + refused.codec() + ": " + refused.reason());
        }
    }

    private void note(String sentence) {
        LOGGER.info("{}", sentence);
        keep(sentence);
    }

    private void warn(String sentence) {
        LOGGER.warn("{}", sentence);
        keep(sentence);
    }

    private void keep(String sentence) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(wallClock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + sentence);
    }

    /** The latest last, each with its time. */
    synchronized List<String> last() {
        return List.copyOf(last);
    }

    synchronized long encoderFailures() {
        return encoderFailures;
    }
}
