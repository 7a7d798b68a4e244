package io.github.natcast.streamer.internal.media.audio;

import java.util.Optional;

/**
 * How the audio encoding does, since the start. Immutable.
 *
 * @param failure why nothing is encoded, as long as nothing is
 * @param subscribers who get the packets now
 * @param frames that were encoded, silence included
 * @param packets that came of them: fewer, as pauses send next to nothing
 * @param silences packets that were left out in pauses (DTX)
 * @param bytes of these packets
 * @param dropped pieces of audio that came faster than they could be taken
 * @param correctedSamples at 48 kHz, added or left out to keep sources whose clocks run a little wrong in step
 */
public record AudioStatus(
        Optional<String> failure,
        int subscribers,
        long frames,
        long packets,
        long silences,
        long bytes,
        long dropped,
        long correctedSamples) {}
