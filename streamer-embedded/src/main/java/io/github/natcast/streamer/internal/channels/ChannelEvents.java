package io.github.natcast.streamer.internal.channels;

import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import io.github.natcast.streamer.internal.media.video.EncodingEvent;

/** Hears what happens to a channel's sources and encoders. Thread-safe; must neither block nor throw. */
public interface ChannelEvents {

    void accept(SourceEvent event);

    void accept(EncodingEvent event);
}
