package io.github.natcast.streamer.source;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.ffmpeg.MediaReader;

/** A file or URL that FFmpeg reads, paced by its own timestamps; a file is looped without a break in time. */
public final class MediaFileSource implements VideoSource {
    /** Further behind than this, the source was held up: it goes on from now instead of hurrying. */
    private static final long LATEST_NANOS = 500_000_000L;
    /** Further ahead than this between two pictures, the timestamps have jumped. */
    private static final long LONGEST_GAP_NANOS = 10_000_000_000L;

    private final String location;
    private final MediaClock clock;

    public MediaFileSource(String location) {
        this(location, MediaClock.system());
    }

    MediaFileSource(String location, MediaClock clock) {
        this.location = location;
        this.clock = clock;
    }

    @Override
    public String name() {
        return location;
    }

    @Override
    public Playback start(VideoSettings wanted, MediaSink sink) throws MediaSourceException {
        MediaReader reader = MediaReader.open(location);
        return new SourceThread(location, () -> deliver(reader, sink), sink, reader::cancel);
    }

    private void deliver(MediaReader reader, MediaSink sink) throws InterruptedException, MediaSourceException {
        try (reader) {
            PlaybackTimes times = new PlaybackTimes(LATEST_NANOS, LONGEST_GAP_NANOS);
            do {
                boolean any = false;
                while (reader.next()) {
                    any = true;
                    long due = times.due(reader.timeNanos(), reader.durationNanos(), clock.nanoTime());
                    clock.sleepUntil(due);
                    sink.onVideo(reader.picture(due));
                }
                if (!any) {
                    throw new MediaSourceException("source " + location + " has no picture that can be decoded");
                }
                if (!reader.isLive()) {
                    times.loop();
                    reader.rewind();
                }
            } while (!reader.isLive());
        }
    }
}
