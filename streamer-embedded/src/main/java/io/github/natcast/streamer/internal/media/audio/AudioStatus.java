package io.github.natcast.streamer.internal.media.audio;

import java.util.Optional;

/**
 * How the audio encoding has done since the start. Immutable.
 *
 * @param failure why nothing is encoded; empty while something is
 * @param subscribers how many get the packets now
 * @param frames that were encoded, silence included
 * @param packets that came out: fewer, because pauses send next to nothing
 * @param silences packets that were left out in pauses (DTX)
 * @param bytes of these packets
 * @param dropped pieces of audio that came faster than they could be taken
 * @param correctedSamples at 48 kHz, added or removed to keep sources in step whose clocks run slightly wrong
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
