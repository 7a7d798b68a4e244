package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The viewer's side of the bundled transport. Immutable.
 *
 * @param mid the mid of the BUNDLE-tagged section, which trickled candidates name; empty in an offer of one section
 *     that has none
 * @param mediaIndex the index of the tagged section, from 0
 * @param iceCredentials the viewer's ICE credentials
 * @param lite whether the viewer only answers checks, so that this side controls (RFC 8445 §6.1.1)
 * @param setup the DTLS roles that the viewer takes
 * @param fingerprints the fingerprints in the offer, at least one; the viewer's certificate must match one of them
 * @param candidates the offered candidates as {@code candidate:…}; they may name {@code .local} hosts, which are never
 *     resolved
 * @param endOfCandidates whether the viewer trickles no candidates
 */
public record RemoteTransport(
        Optional<String> mid,
        int mediaIndex,
        IceCredentials iceCredentials,
        boolean lite,
        Setup setup,
        List<Fingerprint> fingerprints,
        List<String> candidates,
        boolean endOfCandidates) {
    /** RFC 8839 §5.4: ice-char = ALPHA / DIGIT / "+" / "/". */
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");

    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    public RemoteTransport {
        fingerprints = List.copyOf(fingerprints);
        candidates = List.copyOf(candidates);
    }

    /** @param kind {@code offer} or {@code answer}, for messages */
    static RemoteTransport of(MediaSection tagged, String kind) throws OfferRejectedException {
        List<IceCandidate> offered = tagged.candidates();
        OfferShape.requireCandidates(offered.size());
        return new RemoteTransport(
                tagged.mid(),
                tagged.index(),
                credentials(tagged, kind),
                tagged.attributeOrSession("ice-lite").isPresent(),
                Setup.of(tagged, kind),
                fingerprints(tagged, kind),
                offered.stream().map(RemoteTransport::withoutPrefix).toList(),
                tagged.attributeOrSession("end-of-candidates").isPresent());
    }

    private static IceCredentials credentials(MediaSection tagged, String kind) throws OfferRejectedException {
        Optional<String> ufrag = tagged.attributeOrSession("ice-ufrag");
        Optional<String> password = tagged.attributeOrSession("ice-pwd");
        if (ufrag.isEmpty() || password.isEmpty()) {
            String missing = ufrag.isEmpty() ? "a=ice-ufrag" : "a=ice-pwd";
            throw new OfferRejectedException(
                    Code.NO_ICE_CREDENTIALS,
                    "The " + kind + " has no " + missing + "; media are sent only over ICE (RFC 8839).",
                    tagged.mediaLine().text());
        }
        requireGrammar(ufrag, password, Code.NO_ICE_CREDENTIALS);
        return new IceCredentials(ufrag.get(), password.get());
    }

    static void requireGrammar(Optional<String> ufrag, Optional<String> password, Code code)
            throws OfferRejectedException {
        if (ufrag.isPresent() && !UFRAG.matcher(ufrag.get()).matches()) {
            throw new OfferRejectedException(
                    code,
                    "a=ice-ufrag must have 4 to 256 letters, digits, '+' or '/' (RFC 8839 §5.4).",
                    "a=ice-ufrag:" + ufrag.get());
        }
        if (password.isPresent() && !PASSWORD.matcher(password.get()).matches()) {
            throw new OfferRejectedException(
                    code,
                    "a=ice-pwd must have 22 to 256 letters, digits, '+' or '/' (RFC 8839 §5.4); it has "
                            + password.get().length() + " characters.");
        }
    }

    /** RFC 8122 §5: a fingerprint with an unsupported hash function is ignored when there is another one. */
    private static List<Fingerprint> fingerprints(MediaSection tagged, String kind) throws OfferRejectedException {
        List<String> values = tagged.attributesOrSession("fingerprint");
        if (values.isEmpty()) {
            throw new OfferRejectedException(
                    Code.NO_FINGERPRINT,
                    "The " + kind + " has no a=fingerprint; media are sent only over DTLS-SRTP (RFC 8827).",
                    tagged.mediaLine().text());
        }
        List<Fingerprint> fingerprints = new ArrayList<>();
        String unusable = "";
        for (String value : values) {
            try {
                fingerprints.add(Fingerprint.parse(value));
            } catch (IllegalArgumentException e) {
                unusable = e.getMessage() + " (RFC 8122 §5).";
            }
        }
        if (fingerprints.isEmpty()) {
            throw new OfferRejectedException(Code.NO_FINGERPRINT, unusable, "a=fingerprint:" + values.get(0));
        }
        return fingerprints;
    }

    private static String withoutPrefix(IceCandidate candidate) {
        String text = candidate.toString();
        return text.startsWith("a=") ? text.substring(2) : text;
    }
}
