package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerEvidence;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Connection;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Delivery;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Path;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.connection.ViewerTimeline.Step;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is noted of one viewer while it tries and plays; evidence is made of it. Thread-safe. */
final class ViewerObservation {
    private final Route route;
    private final ViewerTimeline timeline;
    private final CandidateTally candidates = new CandidateTally();
    private final PageReports page = new PageReports();
    private volatile ToldAddresses told = ToldAddresses.NONE;
    private volatile List<String> turnServers = List.of();

    ViewerObservation(Route route, ViewerTimeline timeline) {
        this.route = route;
        this.timeline = timeline;
    }

    Route route() {
        return route;
    }

    ViewerTimeline timeline() {
        return timeline;
    }

    CandidateTally candidates() {
        return candidates;
    }

    PageReports page() {
        return page;
    }

    /** It was told to send there; of several answers the latest counts. */
    void told(ToldAddresses addresses) {
        told = addresses;
    }

    /** It was told these to get relays from. */
    void toldTurnServers(List<String> urls) {
        turnServers = List.copyOf(urls);
    }

    /**
     * All that is known of it.
     *
     * @param codec of its video
     * @param window what it was sent of late
     */
    ViewerEvidence evidence(Sight now, String codec, SentWindow window) {
        return new ViewerEvidence(
                timeline.age().toMillis(),
                route,
                candidates.offered(),
                told.advertised(now.reached(), turnServers),
                connection(now),
                new Delivery(
                        codec,
                        at(Step.FIRST_RTP_SENT),
                        at(Step.FIRST_REPORT),
                        now.stats().map(ViewerStats::packetsSent).orElse(0L),
                        window.refused(),
                        window.framesPerSecond()),
                now.stats()
                        .map(stats -> path(stats, now.fullBitrate(), window.leftOut()))
                        .orElse(Path.UNKNOWN),
                page.playback(at(Step.FIRST_FRAME_SHOWN), now.nowNanos()),
                now.host());
    }

    private OptionalLong at(Step step) {
        return millis(timeline.at(step));
    }

    private static OptionalLong millis(Optional<Duration> time) {
        return time.isPresent() ? OptionalLong.of(time.get().toMillis()) : OptionalLong.empty();
    }

    private Connection connection(Sight now) {
        OptionalLong secured = at(Step.SECURED);
        Optional<MediaPath> path = now.path();
        return new Connection(
                at(Step.FIRST_CHECK),
                at(Step.PATH_VALID),
                at(Step.CLIENT_HELLO),
                secured,
                path.filter(MediaPath::tcp).isPresent(),
                path.filter(one -> one.localType().equals("relay")
                                || one.remoteType().equals("relay"))
                        .isPresent(),
                secured.isPresent() && now.state() == ViewerState.DISCONNECTED,
                now.dtlsFailure());
    }

    /** The feedback's values where there are any: they are younger than those of receiver reports. */
    private static Path path(ViewerStats stats, long fullBitrate, long leftOut) {
        Optional<ViewerStats.Rate> rate = stats.rate().filter(known -> known.feedback() != ViewerStats.Feedback.NONE);
        return new Path(
                rate.map(ViewerStats.Rate::fractionLost).orElse(stats.fractionLost()),
                millis(rate.flatMap(ViewerStats.Rate::roundTripTime).or(stats::roundTripTime)),
                rate.map(ViewerStats.Rate::queueingDelay).orElse(Duration.ZERO).toMillis(),
                rate.map(ViewerStats.Rate::estimate).orElse(OptionalLong.empty()),
                stats.rendition().bitrate(),
                fullBitrate,
                leftOut);
    }
}
