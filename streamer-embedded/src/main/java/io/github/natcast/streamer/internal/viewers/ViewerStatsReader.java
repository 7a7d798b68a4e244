package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.sender.StreamStats;
import java.time.Duration;

/** Converts the fan-out's counters to the statistics of the API. Stateless. */
final class ViewerStatsReader {
    private static final long VIDEO_CLOCK_RATE = 90_000;

    private ViewerStatsReader() {}

    static ViewerStats read(VideoCodec codec, StreamStats stream) {
        return new ViewerStats(
                codec,
                stream.framesSent(),
                stream.packetsSent(),
                stream.bytesSent(),
                stream.packetsResent(),
                stream.packetsRefused(),
                stream.keyFrameRequests(),
                stream.fractionLost(),
                stream.cumulativeLost(),
                Duration.ofNanos(stream.jitterTicks() * 1_000_000_000L / VIDEO_CLOCK_RATE),
                stream.roundTripTime(),
                stream.estimatedBitrate());
    }
}
