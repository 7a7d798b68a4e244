package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.monitoring.host.HostDiagnosis;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened to sources, encoders and the host: logged, counted, told to the program, and the last of it kept for
 * the health page. Thread-safe.
 */
public final class PipelineEventLog {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");
    private static final int KEPT = 20;

    private final InstantSource wallClock;
    private final Consumer<StreamerEvent> program;
    private final Deque<Entry> last = new ArrayDeque<>();
    private final ThreadFailures threads = new ThreadFailures(System::nanoTime, this::threadFailed);
    private final Watchdog watchdog = new Watchdog(System::nanoTime);
    private final HostDiagnosis host = new HostDiagnosis();
    private boolean started;
    private long encoderFailures;
    private long sourceFailures;

    private record Entry(Instant time, String sentence, boolean warning) {
        @Override
        public String toString() {
            return time + " " + sentence;
        }
    }

    /** @param program is told as well */
    public PipelineEventLog(InstantSource wallClock, Consumer<StreamerEvent> program) {
        this.wallClock = wallClock;
        this.program = program;
    }

    /** What happens in one channel; thread-safe. */
    public ChannelEventLog ofChannel(String channel) {
        return new ChannelEventLog(channel, this::accept);
    }

    /** Something that happened in a channel. */
    public synchronized void accept(StreamerEvent event, String channel) {
        boolean encoder = event instanceof StreamerEvent.EncoderFailed;
        boolean source = event instanceof StreamerEvent.SourceFailed || event instanceof StreamerEvent.SourceStalled;
        encoderFailures += encoder ? 1 : 0;
        sourceFailures += source ? 1 : 0;
        String where = channel.equals(Channel.DEFAULT_NAME) ? "" : "channel " + channel + ": ";
        keep(where + event.sentence(), encoder || source || isWarning(event));
        program.accept(event);
    }

    private static boolean isWarning(StreamerEvent event) {
        return event instanceof StreamerEvent.PictureRefused
                || event instanceof StreamerEvent.PublicationLost
                || event instanceof StreamerEvent.PublicationFailed;
    }

    /** What the streamer's threads caught; each is an event, too. */
    public ThreadFailures threads() {
        return threads;
    }

    /** Whether what should go on does. */
    public Watchdog watchdog() {
        return watchdog;
    }

    /** What the host lacks. */
    public HostDiagnosis host() {
        return host;
    }

    /** Something that the operator may want to change: a warning, as soon as the start has succeeded. */
    public synchronized void advise(String sentence) {
        keep(sentence, true);
    }

    synchronized void hostChanged(HostDiagnosis.Change change) {
        keep(change.sentence(), change.began());
    }

    private synchronized void threadFailed(String sentence) {
        keep(sentence, true);
    }

    /** Logs the events kept so far. None is logged earlier: when the start fails, a single message gives the reason. */
    public synchronized void started() {
        started = true;
        last.forEach(PipelineEventLog::log);
    }

    private void keep(String text, boolean warning) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        Entry entry = new Entry(wallClock.instant().truncatedTo(ChronoUnit.MILLIS), text, warning);
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
