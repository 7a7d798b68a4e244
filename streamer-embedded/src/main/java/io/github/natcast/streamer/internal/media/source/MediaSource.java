package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.MediaOptions;
import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.ffmpeg.Locations;
import io.github.natcast.streamer.internal.media.ffmpeg.MediaReader;
import java.time.Duration;

/**
 * Plays what FFmpeg reads: a file, looped without a break in time, or once; a URL; or a capture device, written
 * {@code FORMAT:NAME} with FFmpeg's name of the format, such as {@code v4l2:/dev/video0}, {@code x11grab::0.0} or
 * {@code alsa:default}. Files are paced by their own timestamps; cameras and real-time streams are shown as they come.
 * Audio comes with the pictures; where there is only audio, the picture is black. Rotation, colour matrix and range are
 * honoured; of interlaced pictures one field is shown. Immutable.
 */
public final class MediaSource implements VideoSource {
    /** A source that is further behind was held up: it goes on from now instead of catching up. */
    private static final long LATEST_NANOS = 500_000_000L;
    /** A longer gap between two pictures is a jump of the timestamps. */
    private static final long LONGEST_GAP_NANOS = 10_000_000_000L;

    private final String location;
    private final String name;
    private final MediaOptions options;
    private final PlaybackClock clock;

    /** Waits ten seconds at most for a server or device to open, and for each piece of data. */
    public MediaSource(String location) {
        this(location, MediaOptions.defaults());
    }

    /** @param timeout limits the opening, and each wait for data */
    public MediaSource(String location, Duration timeout) {
        this(location, timeout, PlaybackClock.system());
    }

    /** @throws IllegalArgumentException when an option does not go with the location */
    public MediaSource(String location, MediaOptions options) {
        this(location, options, PlaybackClock.system());
    }

    MediaSource(String location, Duration timeout, PlaybackClock clock) {
        this(location, MediaOptions.defaults().withTimeout(timeout), clock);
    }

    MediaSource(String location, MediaOptions options, PlaybackClock clock) {
        MediaReader.requireMeaning(location, options);
        this.location = location;
        this.name = Locations.withoutSecrets(location);
        this.options = options;
        this.clock = clock;
    }

    /** The location, with {@code ***} in place of a password. */
    @Override
    public String name() {
        return name;
    }

    /** A file that is played once is over then. */
    @Override
    public boolean isRestartable() {
        return options.loop() || MediaReader.isLive(location);
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException {
        MediaReader reader = MediaReader.open(location, wanted, options);
        return new SourceThread(name, gate -> deliver(reader, sink, gate), sink, reader::cancel);
    }

    private void deliver(MediaReader reader, MediaSink sink, SourceThread.Gate gate)
            throws InterruptedException, MediaSourceException {
        try (reader) {
            PlaybackTimes times = new PlaybackTimes(LATEST_NANOS, LONGEST_GAP_NANOS);
            BlankPicture blank = new BlankPicture();
            AudioGapFiller seams = new AudioGapFiller();
            do {
                boolean any = false;
                while (reader.next()) {
                    any = true;
                    if (!reader.isRealTime()) {
                        // A picture is ready by now: it is shown at once when pictures are wanted again.
                        gate.await();
                    }
                    long now = clock.nanoTime();
                    long due = reader.isRealTime()
                            ? times.arrived(reader.timeNanos(), reader.durationNanos(), now)
                            : times.due(reader.timeNanos(), reader.durationNanos(), now);
                    clock.sleepUntil(due);
                    if (reader.isVideo()) {
                        sink.onVideo(reader.picture(due));
                    } else {
                        blank.keepUp(reader, due, sink);
                        for (AudioFrame piece : reader.audio(due)) {
                            if (!reader.isRealTime()) {
                                seams.before(piece).ifPresent(sink::onAudio);
                            }
                            sink.onAudio(piece);
                        }
                    }
                }
                if (!any) {
                    throw new MediaSourceException("source " + name + " has nothing that can be decoded");
                }
                if (reader.isRealTime()) {
                    // A film ends; a camera that ends has been switched off, or restarts.
                    throw new MediaSourceException(
                            "source " + name + " sends no more: its other side has ended the stream");
                }
                if (options.loop() && reader.isRepeatable()) {
                    times.loop();
                    reader.rewind();
                }
            } while (options.loop() && reader.isRepeatable());
        }
    }
}
