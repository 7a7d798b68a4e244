package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.KeyFrameRequester;

/** One listener's share of an encoding. Thread-safe. */
public interface EncodingSubscription extends KeyFrameRequester, AutoCloseable {

    /** Ends it; idempotent. A frame that is being delivered on another thread may still arrive. */
    @Override
    void close();
}
