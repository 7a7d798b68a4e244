package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.Renditions;
import java.util.List;

/**
 * The renditions of one source that a viewer can be switched between. All have one codec and show the same pictures,
 * with the same capture times. Immutable; its parts are thread-safe.
 *
 * @param broadcasts 1 to 3, the full one first
 * @param rates of the same renditions, in the same order
 */
public record VideoLadder(List<Broadcast> broadcasts, Renditions rates) {
    public VideoLadder {
        broadcasts = List.copyOf(broadcasts);
        if (broadcasts.isEmpty() || broadcasts.size() != rates.count()) {
            throw new IllegalArgumentException("a ladder of " + broadcasts.size()
                    + " broadcasts must have as many rates, at least 1, but has " + rates.count());
        }
    }

    /** One rendition, of a known rate: a ladder that nobody climbs. */
    public static VideoLadder of(Broadcast broadcast, long bitsPerSecond) {
        return new VideoLadder(List.of(broadcast), new Renditions() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public long bitsPerSecond(int index) {
                return bitsPerSecond;
            }
        });
    }
}
