package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import java.util.List;

/**
 * What answering an offer needs of a channel. Immutable.
 *
 * @param codecs the codecs that can be encoded, in order of preference
 * @param viewers opens its viewers
 */
public record WatchedChannel(List<VideoCodec> codecs, ViewerFactory viewers) {
    public WatchedChannel {
        codecs = List.copyOf(codecs);
    }
}
