package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.VideoSource;
import java.time.Duration;

/** Files that are paced by a test's clock. */
public final class ClockedMedia {
    private ClockedMedia() {}

    public static VideoSource file(String location, PlaybackClock clock) {
        return new MediaSource(location, Duration.ofSeconds(10), clock);
    }
}
