package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Delivery;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Host;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Playback;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import java.util.Optional;
import java.util.OptionalLong;

/** Why a connected viewer shows no picture: where on its way the picture was lost. Stateless. */
final class StartingRules {
    private StartingRules() {}

    static Optional<Judgement> judge(ViewerEvidence evidence, long secured) {
        if (evidence.playback().firstFrame().isPresent()) {
            return Optional.empty();
        }
        boolean due = evidence.age() - secured >= ViewerBudgets.FIRST_FRAME;
        OptionalLong first = evidence.delivery().firstPacket();
        if (first.isEmpty()) {
            return due ? notSent(evidence, secured) : Optional.empty();
        }
        return due ? notShown(evidence, first.getAsLong()) : Optional.empty();
    }

    /** What the encoder does shows only after some time. */
    private static Optional<Judgement> notSent(ViewerEvidence evidence, long secured) {
        Host host = evidence.host();
        if (host.encoderFailure().isPresent()) {
            return Optional.of(Judgement.of(ViewerVerdictCode.NO_ENCODER)
                    .inside(host.encoderFailure().get()));
        }
        if (host.sourceRate() == 0) {
            return Optional.of(Judgement.of(ViewerVerdictCode.NO_SOURCE));
        }
        if (host.encodedRate() == 0 && host.sourceRate() > 0) {
            return Optional.of(Judgement.of(ViewerVerdictCode.NO_ENCODER).variant("silent"));
        }
        boolean waited = evidence.age() - secured >= ViewerBudgets.FIRST_REPORT;
        return host.encodedRate() > 0 || waited
                ? Optional.of(Judgement.of(ViewerVerdictCode.NOTHING_SENT))
                : Optional.empty();
    }

    /** Some clients never report what they show; that of theirs which RTCP says is all that is known. */
    private static Optional<Judgement> notShown(ViewerEvidence evidence, long firstPacket) {
        Delivery delivery = evidence.delivery();
        Playback playback = evidence.playback();
        if (playback.decoded() > 0) {
            return Optional.of(Judgement.of(ViewerVerdictCode.NOT_SHOWN));
        }
        boolean waited = evidence.age() - firstPacket >= ViewerBudgets.FIRST_REPORT;
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
