package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.sender.StreamStats;
import java.util.List;
import java.util.Optional;

/** Sums up what the streams of a session have sent. Stateless. */
final class SentTraffic {
    /** RFC 3550 §5.1, without extensions. */
    private static final int RTP_HEADER = 12;

    private SentTraffic() {}

    /** @param streams the video's first */
    static PublicationTraffic of(String codec, List<StreamStats> streams, Optional<RateReport> rate) {
        long resent = streams.stream().mapToLong(StreamStats::packetsResent).sum();
        long packets =
                resent + streams.stream().mapToLong(StreamStats::packetsSent).sum();
        long payload = streams.stream().mapToLong(StreamStats::bytesSent).sum();
        return new PublicationTraffic(
                packets,
                payload + packets * RTP_HEADER,
                resent,
                streams.stream().mapToDouble(StreamStats::fractionLost).max().orElse(0),
                streams.stream()
                        .flatMap(stream -> stream.roundTripTime().stream())
                        .findFirst(),
                rate.map(RateReport::estimate).orElse(0L),
                codec);
    }
}
