package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.VideoSource;
import java.time.Duration;
import java.util.Optional;

/**
 * What is shown. Immutable.
 *
 * @param source shown from the start
 * @param standby shown while no other source delivers; empty makes {@code source} its own standby
 * @param stall the silence of a live source after which the standby is shown
 */
public record SourceSettings(VideoSource source, Optional<VideoSource> standby, Duration stall) {
    private static final Duration SHORTEST_STALL = Duration.ofMillis(200);
    private static final Duration LONGEST_STALL = Duration.ofMinutes(1);

    public SourceSettings {
        if (stall.compareTo(SHORTEST_STALL) < 0 || stall.compareTo(LONGEST_STALL) > 0) {
            throw new IllegalArgumentException("the silence before the standby is shown, " + stall.toMillis()
                    + " ms, must be " + SHORTEST_STALL.toMillis() + " to " + LONGEST_STALL.toMillis() + " ms");
        }
    }
}
