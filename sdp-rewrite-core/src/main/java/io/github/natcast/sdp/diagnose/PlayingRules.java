package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Delivery;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Host;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Path;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Playback;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import java.util.Optional;

/**
 * Why it plays badly. The server comes first, for what is wrong there shows in everything behind it; then the path;
 * then the viewer's device. Stateless.
 */
final class PlayingRules {
    private static final double MILLIS_PER_SECOND = 1000;

    private PlayingRules() {}

    static Optional<Judgement> judge(ViewerEvidence evidence) {
        return ofHost(evidence.host(), evidence.delivery())
                .or(() -> ofPath(evidence))
                .or(() -> ofDevice(evidence));
    }

    private static Optional<Judgement> ofHost(Host host, Delivery delivery) {
        boolean knowsSource = host.nominalRate() > 0 && host.sourceRate() >= 0;
        if (knowsSource && host.sourceRate() < ViewerBudgets.FEW_PICTURES * host.nominalRate()) {
            // What takes pictures from a source is a thread of this host, which may be what is late.
            if (host.worstLateness() >= ViewerBudgets.SOME_LATENESS) {
                return Optional.of(Judgement.of(ViewerVerdictCode.BUSY_HOST, host.worstLateness()));
            }
            return Optional.of(Judgement.of(
                    ViewerVerdictCode.SLOW_SOURCE, Math.round(host.sourceRate()), Math.round(host.nominalRate())));
        }
        boolean knowsBoth = host.sourceRate() > 0 && host.encodedRate() >= 0;
        if (knowsBoth && host.encodedRate() < ViewerBudgets.ENOUGH_FRAMES * host.sourceRate()) {
            return Optional.of(Judgement.of(
                    ViewerVerdictCode.SLOW_ENCODER, Math.round(host.encodedRate()), Math.round(host.sourceRate())));
        }
        if (host.lateness() >= ViewerBudgets.LATENESS) {
            return Optional.of(Judgement.of(ViewerVerdictCode.BUSY_HOST, host.lateness()));
        }
        return delivery.refused() > 0
                ? Optional.of(Judgement.of(ViewerVerdictCode.SOCKET_FULL, delivery.refused()))
                : Optional.empty();
    }

    private static Optional<Judgement> ofPath(ViewerEvidence evidence) {
        Path path = evidence.path();
        long halfTrip = path.roundTrip().orElse(0) / 2;
        boolean lossy = path.fractionLost() >= ViewerBudgets.LOSS;
        long percent = Math.round(100 * path.fractionLost());
        String tunnel = evidence.route() == Route.TUNNEL ? "tunnel" : "";
        if (lossy && path.queueing() < ViewerBudgets.SHORT_QUEUE) {
            return Optional.of(Judgement.of(ViewerVerdictCode.LOSS, percent));
        }
        if (path.queueing() >= ViewerBudgets.DELAY) {
            return Optional.of(
                    Judgement.of(ViewerVerdictCode.LONG_QUEUE, path.queueing()).variant(tunnel));
        }
        if (isNarrow(path)) {
            return Optional.of(Judgement.of(
                            ViewerVerdictCode.NARROW_PATH,
                            kilobits(path.estimate().orElse(0)),
                            kilobits(path.fullBitrate()))
                    .variant(tunnel));
        }
        if (lossy) {
            return Optional.of(Judgement.of(ViewerVerdictCode.LOSS, percent));
        }
        if (halfTrip >= ViewerBudgets.DELAY) {
            return Optional.of(Judgement.of(ViewerVerdictCode.LONG_WAY, halfTrip));
        }
        long delay = halfTrip + evidence.playback().buffered();
        return delay >= ViewerBudgets.DELAY
                ? Optional.of(Judgement.of(ViewerVerdictCode.JITTER, delay))
                : Optional.empty();
    }

    /** An estimate alone says little: that of a wide path is not looked for above what is needed. */
    private static boolean isNarrow(Path path) {
        boolean little =
                path.estimate().isPresent() && path.estimate().getAsLong() < ViewerBudgets.NARROW * path.fullBitrate();
        boolean felt = path.framesLeftOut() > 0 || path.sentBitrate() < ViewerBudgets.NARROW * path.fullBitrate();
        return little && felt;
    }

    private static Optional<Judgement> ofDevice(ViewerEvidence evidence) {
        Playback playback = evidence.playback();
        double sent = evidence.delivery().framesSent();
        boolean few = sent > 0 && playback.framesPerSecond() < ViewerBudgets.ENOUGH_FRAMES * sent;
        double busy = playback.decodeTime() / MILLIS_PER_SECOND * sent;
        boolean slow = playback.dropShare() >= ViewerBudgets.DROPPED || (few && busy >= ViewerBudgets.ENOUGH_FRAMES);
        return playback.reports() && slow && evidence.path().fractionLost() < ViewerBudgets.SOME_LOSS
                ? Optional.of(Judgement.of(
                        ViewerVerdictCode.SLOW_DECODER, Math.round(playback.framesPerSecond()), Math.round(sent)))
                : Optional.empty();
    }

    private static long kilobits(long bitsPerSecond) {
        return Math.round(bitsPerSecond / 1000.0);
    }
}
