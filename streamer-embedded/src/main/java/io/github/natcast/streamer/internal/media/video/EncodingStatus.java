package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.List;
import java.util.Optional;

/**
 * A look at one encoding, for health pages and metrics. Immutable.
 *
 * @param encoder FFmpeg's name of the open encoder; empty when none is open
 * @param failure why nothing can be encoded; empty when it can
 * @param attempts every encoder tried so far, in order, with its outcome
 * @param subscribers how many want its frames
 * @param pictures given to encoders since the start
 * @param frames that came out
 * @param keyFrames of these frames
 * @param bytes of these frames
 * @param dropped pictures replaced by newer ones before an encoder was free
 * @param encodeNanos time spent converting and encoding, in all
 */
public record EncodingStatus(
        EncodingFormat format,
        Optional<String> encoder,
        Optional<String> failure,
        List<EncoderAttempt> attempts,
        int subscribers,
        long pictures,
        long frames,
        long keyFrames,
        long bytes,
        long dropped,
        long encodeNanos) {}
