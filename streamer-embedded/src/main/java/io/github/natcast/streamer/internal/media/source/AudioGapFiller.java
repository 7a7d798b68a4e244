package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.AudioFrame;
import java.util.Optional;

/**
 * Fills short gaps in a file's audio with silence, above all those between the rounds of a loop whose audio ends before
 * its pictures. Otherwise the encoder would take a gap of a few milliseconds for a clock that runs slightly wrong,
 * place the next round too early, and stretch it into place for seconds. Confined to the reading thread.
 */
final class AudioGapFiller {
    /** A shorter gap comes from the rounding of a container's timestamps. */
    private static final long SHORTEST_NANOS = 2_000_000L;
    /** No clock is so far off that it explains a longer gap; the encoder leaves that silent by itself. */
    private static final long LONGEST_NANOS = 200_000_000L;

    private boolean any;
    private long endNanos;

    /** The silence to play before {@code next}, so that it begins at its own time. Called with every piece. */
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
