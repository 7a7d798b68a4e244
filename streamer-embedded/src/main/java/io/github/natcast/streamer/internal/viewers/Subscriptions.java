package io.github.natcast.streamer.internal.viewers;

import java.util.Optional;

/** What one viewer is subscribed to; to audio only if it was negotiated. */
public record Subscriptions(VideoSubscription video, Optional<CountedSubscription.Subscription> audio)
        implements AutoCloseable {
    @Override
    public void close() {
        video.close();
        audio.ifPresent(CountedSubscription.Subscription::close);
    }
}
