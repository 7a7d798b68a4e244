package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer's {@code application/trickle-ice-sdpfrag} says (RFC 8840 §9). Immutable.
 *
 * @param usernameFragment {@code a=ice-ufrag}: the ICE session that it is about, the latest one if empty
 * @param credentials the username fragment and the password; empty when one of them is missing
 * @param candidates in order
 * @param complete whether there is an {@code a=end-of-candidates}
 */
public record TrickleFragment(
        Optional<String> usernameFragment,
        Optional<IceCredentials> credentials,
        List<Candidate> candidates,
        boolean complete) {

    /**
     * One candidate. Immutable.
     *
     * @param candidate {@code candidate:…} as RFC 8839 §5.1 writes it, without {@code a=}
     * @param mid the {@code a=mid} of its pseudo media section
     */
    public record Candidate(String candidate, Optional<String> mid) {}

    /**
     * Reads a fragment. What it may not contain besides is ignored, as are candidates that nobody here can use.
     *
     * @throws OfferRejectedException when it is malformed or says nothing; the exception names the line
     */
    public static TrickleFragment parse(String text) throws OfferRejectedException {
        SessionDescription fragment = OfferSyntax.readFragment(text);
        List<Candidate> candidates = new ArrayList<>();
        read(fragment.sessionLines(), Optional.empty(), candidates);
        for (MediaSection section : fragment.mediaSections()) {
            read(section.lines(), section.mid(), candidates);
        }
        OfferShape.requireCandidates(candidates.size());
        Optional<String> ufrag = first(fragment, "ice-ufrag");
        Optional<String> password = first(fragment, "ice-pwd");
        RemoteTransport.requireGrammar(ufrag, password, Code.BAD_FRAGMENT);
        boolean complete = first(fragment, "end-of-candidates").isPresent();
        if (candidates.isEmpty() && !complete && ufrag.isEmpty()) {
            throw malformed(
                    "It has no a=candidate, a=end-of-candidates or a=ice-ufrag.",
                    text.lines().findFirst().orElse("nothing"));
        }
        return new TrickleFragment(
                ufrag,
                ufrag.flatMap(name -> password.map(secret -> new IceCredentials(name, secret))),
                List.copyOf(candidates),
                complete);
    }

    /** Bundled sections repeat each other: the first one counts. */
    private static Optional<String> first(SessionDescription fragment, String attribute) {
        return Stream.concat(
                        fragment.attributes(attribute).stream(),
                        fragment.mediaSections().stream().flatMap(section -> section.attributes(attribute).stream()))
                .findFirst();
    }

    private static void read(List<SdpLine> lines, Optional<String> mid, List<Candidate> candidates)
            throws OfferRejectedException {
        for (SdpLine line : lines) {
            String text = line.text();
            if (text.startsWith("a=candidate:")) {
                @Nullable IceCandidate parsed = IceCandidate.tryParse(text).orElse(null);
                if (parsed == null) {
                    throw malformed("Line " + line.number() + " is no candidate (RFC 8839 §5.1).", text);
                }
                candidates.add(new Candidate(text.substring(2), mid));
            }
        }
    }

    private static OfferRejectedException malformed(String reason, String offending) {
        return new OfferRejectedException(
                Code.BAD_FRAGMENT, "This is no trickle-ice-sdpfrag (RFC 8840 §9). " + reason, offending);
    }
}
