package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.Optional;

/** Says whether another encoding may be started. Thread-safe. */
@FunctionalInterface
public interface EncoderRoom {

    /** Why this format cannot be encoded now; empty when it can. */
    Optional<String> refusal(EncodingFormat format);
}
