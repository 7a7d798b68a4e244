package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.List;
import java.util.Optional;

/**
 * How one encoding does, for health pages and metrics. Immutable.
 *
 * @param encoder FFmpeg's name of the open encoder; empty when none is open
 * @param failure why nothing can be encoded; empty when it can
 * @param attempts every encoder tried so far, in order, with its outcome
 * @param bitrate the present target in bits per second
 * @param subscribers how many get its frames
 * @param due whether a frame is to come out, as far as the source on air goes: false while one that encodes its
 *     pictures itself sends nothing
 * @param pictures given to encoders since the start
 * @param frames that came out
 * @param keyFrames of these frames
 * @param bytes of these frames
 * @param dropped pictures replaced by newer ones before an encoder was free
 * @param encodeNanos total time spent converting and encoding
 */
public record EncodingStatus(
        EncodingFormat format,
        Optional<String> encoder,
        Optional<String> failure,
        List<Attempt> attempts,
        int bitrate,
        int subscribers,
        boolean due,
        long pictures,
        long frames,
        long keyFrames,
        long bytes,
        long dropped,
        long encodeNanos) {

    /**
     * What became of one encoder. Immutable.
     *
     * @param encoder FFmpeg's name
     * @param opened whether it opened
     * @param message why it was refused or given up; empty while it works
     * @param millis how long it took to open or to fail
     */
    public record Attempt(String encoder, boolean opened, String message, long millis) {}
}
