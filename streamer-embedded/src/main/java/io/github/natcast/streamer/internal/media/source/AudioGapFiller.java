package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.AudioFrame;
import java.util.Optional;

/**
 * Closes the short breaks in a file's audio with silence, above all those between the rounds of a loop whose audio ends
 * before its pictures. The encoder would take a break of a few milliseconds for a clock that runs a little wrong, lay
 * the next round too early, and stretch it into place for seconds. Confined to the reading thread.
 */
final class AudioGapFiller {
    /** Less is the rounding of a container's timestamps. */
    private static final long SHORTEST_NANOS = 2_000_000L;
    /** More is nobody's wrong clock; the encoder leaves it silent by itself. */
    private static final long LONGEST_NANOS = 200_000_000L;

    private boolean any;
    private long endNanos;

    /** What to play before {@code next}, so that it begins where it says. Called with every piece. */
    Optional<AudioFrame> before(AudioFrame next) {
        long gap = next.captureTimeNanos() - endNanos;
        boolean fills = any && gap >= SHORTEST_NANOS && gap <= LONGEST_NANOS;
        long from = endNanos;
        any = true;
        endNanos = next.captureTimeNanos() + next.durationNanos();
        return fills ? Optional.of(silence(next, from, gap)) : Optional.empty();
    }

    private static AudioFrame silence(AudioFrame next, long from, long nanos) {
        int samples = (int) Math.round(nanos * 1e-9 * next.sampleRate());
        return AudioFrame.of(new float[samples * next.channels()], next.sampleRate(), next.channels(), from);
    }
}
