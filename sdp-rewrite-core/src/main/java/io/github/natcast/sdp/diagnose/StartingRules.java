package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Delivery;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Host;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Playback;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import java.time.Duration;
import java.util.Optional;

/** Why a connected viewer shows no picture: where on its way the picture was lost. Stateless. */
final class StartingRules {
    private StartingRules() {}

    static Optional<Judgement> judge(ViewerEvidence evidence, Duration secured) {
        if (evidence.playback().firstFrame().isPresent()) {
            return Optional.empty();
        }
        boolean due = evidence.age().minus(secured).compareTo(ViewerBudgets.FIRST_FRAME) >= 0;
        Optional<Duration> first = evidence.delivery().firstPacket();
        if (first.isEmpty()) {
            return due ? Optional.of(notSent(evidence.host())) : Optional.empty();
        }
        return due ? notShown(evidence, first.get()) : Optional.empty();
    }

    private static Judgement notSent(Host host) {
        if (host.encoderFailure().isPresent()) {
            return Judgement.of(ViewerVerdictCode.NO_ENCODER)
                    .inside(host.encoderFailure().get());
        }
        if (host.sourceRate() == 0) {
            return Judgement.of(ViewerVerdictCode.NO_SOURCE);
        }
        return host.encodedRate() == 0 && host.sourceRate() > 0
                ? Judgement.of(ViewerVerdictCode.NO_ENCODER).variant("silent")
                : Judgement.of(ViewerVerdictCode.NOTHING_SENT);
    }

    /** Some clients never report what they show; that of theirs which RTCP says is all that is known. */
    private static Optional<Judgement> notShown(ViewerEvidence evidence, Duration firstPacket) {
        Delivery delivery = evidence.delivery();
        Playback playback = evidence.playback();
        if (playback.decoded() > 0) {
            return Optional.of(Judgement.of(ViewerVerdictCode.NOT_SHOWN));
        }
        boolean waited = evidence.age().minus(firstPacket).compareTo(ViewerBudgets.FIRST_REPORT) >= 0;
        if (!waited) {
            return Optional.empty();
        }
        if (delivery.firstReport().isEmpty() || evidence.path().fractionLost() >= ViewerBudgets.MOST_LOST) {
            return Optional.of(Judgement.of(ViewerVerdictCode.MEDIA_LOST, delivery.packets())
                    .variant(evidence.route() == Route.TUNNEL ? "tunnel" : ""));
        }
        return playback.reports()
                ? Optional.of(Judgement.of(ViewerVerdictCode.NOT_DECODED, delivery.codec()))
                : Optional.empty();
    }
}
