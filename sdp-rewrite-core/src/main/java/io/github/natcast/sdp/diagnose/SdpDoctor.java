package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SdpParseException;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says why an offer and an answer will not connect in a given network. Immutable, thread-safe, pure: nothing is looked
 * up or tried.
 *
 * <pre>{@code
 * SdpDoctor doctor = SdpDoctor.forTopology(topology);
 * for (Finding finding : doctor.examine(offer, answer)) {
 *     System.out.println(finding.severity() + " " + finding.code().wireCode() + ": " + finding.sentence());
 * }
 * }</pre>
 *
 * <p>The doctor assumes that the server of the topology answers, as it does when browsers call it;
 * {@link #whereServerOffers()} is for a server that offers. Pass the descriptions as they went over the wire: the
 * server's after rewriting. {@link Negotiation} takes trickled candidates as well. No text makes an examination throw.
 */
public final class SdpDoctor {
    private static final List<Check> CHECKS = List.of(
            new ReadabilityCheck(),
            new ConnectivityCheck(),
            new CandidatePresenceCheck(),
            new AddressScopeCheck(),
            new PublicAddressScopeCheck(),
            new PublicAddressCheck(),
            new PortForwardCheck(),
            new MediaPortCheck(),
            new MdnsCheck(),
            new AddressFamilyCheck(),
            new CommonTransportCheck(),
            new HairpinCheck(),
            new SymmetricNatCheck(),
            new TurnRelayCheck(),
            new IceServerCheck(),
            new IceCredentialsCheck(),
            new IceLiteCheck(),
            new FingerprintCheck(),
            new SetupCheck(),
            new BundleCheck(),
            new RtcpMuxCheck(),
            new SectionMatchCheck(),
            new ProtocolCheck(),
            new DirectionCheck(),
            new CodecCheck(),
            new DuplicateCandidateCheck(),
            new DefaultDestinationCheck(),
            new FrpCheck());

    private final NetworkTopology topology;
    private final DescriptionRole localRole;
    private final Texts texts;

    private SdpDoctor(NetworkTopology topology, DescriptionRole localRole, Texts texts) {
        this.topology = Objects.requireNonNull(topology, "topology");
        this.localRole = localRole;
        this.texts = texts;
    }

    /**
     * A doctor for a server that answers in this network. With an empty topology, nothing that depends on it is
     * reported.
     */
    public static SdpDoctor forTopology(NetworkTopology topology) {
        return new SdpDoctor(topology, DescriptionRole.ANSWER, Texts.of(Locale.ENGLISH));
    }

    /** A doctor for the same network, in which the server offers. */
    public SdpDoctor whereServerOffers() {
        return new SdpDoctor(topology, DescriptionRole.OFFER, texts);
    }

    /** A doctor that speaks the locale's language: English, or Chinese for {@code zh}. Other locales get English. */
    public SdpDoctor inLanguage(Locale locale) {
        return new SdpDoctor(topology, localRole, Texts.of(locale));
    }

    /** What is wrong with an offer alone. */
    public List<Finding> examineOffer(String offer) {
        return examine(offer, null, ObservedChecks.UNKNOWN);
    }

    /** What is wrong with an answer alone. */
    public List<Finding> examineAnswer(String answer) {
        return examine(null, answer, ObservedChecks.UNKNOWN);
    }

    /** What is wrong with an offer and its answer. */
    public List<Finding> examine(String offer, String answer) {
        return examine(offer, answer, ObservedChecks.UNKNOWN);
    }

    /**
     * What is wrong, the most serious first; what was merely observed comes last.
     *
     * @param offer null when it is not known
     * @param answer null when it is not known
     * @param observedChecks what the server observed of the connectivity checks
     */
    public List<Finding> examine(@Nullable String offer, @Nullable String answer, ObservedChecks observedChecks) {
        return examine(Negotiation.of(Optional.ofNullable(offer), Optional.ofNullable(answer))
                .withChecks(observedChecks));
    }

    /** What is wrong with a negotiation, trickled candidates included; in the order of the other forms. */
    public List<Finding> examine(Negotiation negotiation) {
        Findings findings = new Findings(texts);
        DiagnosisContext context = new DiagnosisContext(
                topology,
                describe(DescriptionRole.OFFER, negotiation.offer(), negotiation.offerCandidates(), findings),
                describe(DescriptionRole.ANSWER, negotiation.answer(), negotiation.answerCandidates(), findings),
                localRole,
                negotiation.observedChecks());
        for (Check check : CHECKS) {
            check.examine(context, findings);
        }
        return findings.sorted();
    }

    private static Optional<ParsedDescription> describe(
            DescriptionRole role, Optional<String> text, List<String> trickled, Findings findings) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            SessionDescription sdp = SessionDescription.parse(text.get());
            List<SdpLine.Candidate> candidates = new ArrayList<>();
            ParsedDescription alone = new ParsedDescription(role, sdp, List.of());
            for (String line : trickled) {
                IceCandidate.tryParse(line.strip())
                        .ifPresentOrElse(
                                candidate -> candidates.add(new SdpLine.Candidate(0, line.strip(), "", candidate)),
                                () -> ReadabilityCheck.malformedCandidate(
                                        alone, new SdpLine.Other(0, line.strip(), ""), findings));
            }
            return Optional.of(new ParsedDescription(role, sdp, candidates));
        } catch (SdpParseException e) {
            findings.addGeneral(
                    FindingCode.TOO_LARGE, role, text.get().length(), SessionDescription.DEFAULT_MAX_LENGTH);
            return Optional.empty();
        }
    }
}
