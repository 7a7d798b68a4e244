package io.github.natcast.sdp.diagnose;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What two sides told each other, as it went over the wire: the server's texts after rewriting. Immutable.
 *
 * @param offer empty when it is not known
 * @param offerCandidates trickled after the offer (RFC 8840), each as {@code candidate:…} or {@code a=candidate:…}
 * @param answer empty when it is not known
 * @param answerCandidates trickled after the answer
 * @param observedChecks what the server observed of the viewer's connectivity checks
 */
public record Negotiation(
        Optional<String> offer,
        List<String> offerCandidates,
        Optional<String> answer,
        List<String> answerCandidates,
        ObservedChecks observedChecks) {

    /** Checks that nothing is missing. */
    public Negotiation {
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(observedChecks, "observedChecks");
        offerCandidates = List.copyOf(offerCandidates);
        answerCandidates = List.copyOf(answerCandidates);
    }

    /** An offer and its answer, without trickled candidates; nothing was observed. */
    public static Negotiation of(Optional<String> offer, Optional<String> answer) {
        return new Negotiation(offer, List.of(), answer, List.of(), ObservedChecks.UNKNOWN);
    }

    /** This one, with candidates that followed the offer and the answer. */
    public Negotiation withCandidates(List<String> offerCandidates, List<String> answerCandidates) {
        return new Negotiation(offer, offerCandidates, answer, answerCandidates, observedChecks);
    }

    /** This one, with what was observed. */
    public Negotiation withChecks(ObservedChecks checks) {
        return new Negotiation(offer, offerCandidates, answer, answerCandidates, checks);
    }
}
