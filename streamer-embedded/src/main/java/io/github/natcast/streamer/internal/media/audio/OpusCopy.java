package io.github.natcast.streamer.internal.media.audio;

import io.github.natcast.streamer.internal.media.bitstream.OpusPackets;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import org.jspecify.annotations.Nullable;

/**
 * Places packets that a source has encoded on the line of those that are sent: each follows the last, unless its own
 * time is clearly another. Confined to the audio thread.
 */
final class OpusCopy {
    /** As for samples: what is further off moves to its place. */
    private static final long JUMP_NANOS = 40_000_000L;
    /** A source that sends no packet for so long has paused: silence is encoded in its place. */
    private static final long REST_NANOS = 300_000_000L;
    /** As for pictures: a capture time that cannot be true becomes the time of arrival. */
    private static final long OLDEST_NANOS = 10_000_000_000L;

    private static final long FURTHEST_AHEAD_NANOS = 500_000_000L;
    /** A packet without a frame, or with one of no bytes (DTX). */
    private static final int SILENT_BYTES = 2;

    private boolean copying;
    private long restNanos;
    private boolean any;
    /** Where the last packet ends, encoded or copied. */
    private long endNanos;

    /** The packet as it is sent; null for one that cannot be, since its time is taken or it is damaged. */
    @Nullable
    EncodedAudio place(byte[] packet, long captureTimeNanos, long now) {
        long duration = OpusPackets.durationNanos(packet);
        if (duration == 0) {
            return null;
        }
        long age = now - captureTimeNanos;
        boolean plausible = age <= OLDEST_NANOS && age >= -FURTHEST_AHEAD_NANOS;
        long time = plausible ? captureTimeNanos : now - duration;
        if (any && copying && Math.abs(time - endNanos) <= JUMP_NANOS) {
            time = endNanos;
        }
        copying = true;
        restNanos = now + REST_NANOS;
        if (any && time < endNanos) {
            return null;
        }
        sent(time, duration);
        return new EncodedAudio(packet, time, packet.length <= SILENT_BYTES);
    }

    /** A packet goes out, whoever has made it. */
    void sent(long captureTimeNanos, long durationNanos) {
        any = true;
        endNanos = captureTimeNanos + durationNanos;
    }

    /** Whether packets come from the source, so that none is to be encoded. */
    boolean isCopying(long now) {
        copying &= restNanos - now > 0;
        return copying;
    }

    /** When to look again. */
    long restNanos() {
        return restNanos;
    }

    void stop() {
        copying = false;
    }
}
