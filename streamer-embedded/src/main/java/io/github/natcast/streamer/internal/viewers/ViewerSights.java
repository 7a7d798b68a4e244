package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Sees how one channel's viewers do. Confined to the control thread. */
final class ViewerSights {
    private final ChannelRates rates;
    private final SharedVideo video;
    private final ReachedRoutes reached;
    private final LongSupplier nanoTime;

    /** @param nanoTime the control loop's clock */
    ViewerSights(SharedVideo video, ReachedRoutes reached, LongSupplier nanoTime) {
        this.rates = new ChannelRates(video::status, () -> video.settings().framesPerSecond());
        this.video = video;
        this.reached = reached;
        this.nanoTime = nanoTime;
    }

    /** @param lateness that what is due waits for the processor */
    Sight of(ViewerSession viewer, SendPlan plan, Duration lateness, Optional<String> dtlsFailure) {
        long now = nanoTime.getAsLong();
        EncodingFormat format = SharedVideo.format(plan.video());
        int index = viewer.stats().map(stats -> stats.rendition().index()).orElse(0);
        viewer.path().ifPresent(path -> reached.add(viewer.observed().route(), path, now));
        return new Sight(
                now,
                viewer.state(),
                viewer.path(),
                viewer.stats(),
                rates.host(format.withRendition(index), lateness, now),
                video.settings().bitrate(),
                reached.contains(viewer.observed().route(), now),
                dtlsFailure);
    }
}
