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
 * @param mid the mid of the BUNDLE-tagged section, which trickled candidates name
 * @param mediaIndex the index of the tagged section, from 0
 * @param iceCredentials the viewer's ICE credentials
 * @param fingerprints the fingerprints in the offer, at least one; the viewer's certificate must match one of them
 * @param candidates the offered candidates as {@code candidate:…}; they may name {@code .local} hosts, which are never
 *     resolved
 * @param endOfCandidates whether the viewer trickles no candidates
 */
public record RemoteTransport(
        String mid,
        int mediaIndex,
        IceCredentials iceCredentials,
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

    static RemoteTransport of(MediaSection tagged, String mid) throws OfferRejectedException {
        requirePassiveIsPossible(tagged);
        return new RemoteTransport(
                mid,
                tagged.index(),
                credentials(tagged),
                fingerprints(tagged),
                tagged.candidates().stream().map(RemoteTransport::withoutPrefix).toList(),
                tagged.attributeOrSession("end-of-candidates").isPresent());
    }

    private static IceCredentials credentials(MediaSection tagged) throws OfferRejectedException {
        Optional<String> ufrag = tagged.attributeOrSession("ice-ufrag");
        Optional<String> password = tagged.attributeOrSession("ice-pwd");
        if (ufrag.isEmpty() || password.isEmpty()) {
            String missing = ufrag.isEmpty() ? "a=ice-ufrag" : "a=ice-pwd";
            throw new OfferRejectedException(
                    Code.NO_ICE_CREDENTIALS,
                    "The offer has no " + missing + "; media are sent only over ICE (RFC 8839).",
                    tagged.mediaLine().text());
        }
        if (!UFRAG.matcher(ufrag.get()).matches()) {
            throw new OfferRejectedException(
                    Code.NO_ICE_CREDENTIALS,
                    "a=ice-ufrag must have 4 to 256 letters, digits, '+' or '/' (RFC 8839 §5.4).",
                    "a=ice-ufrag:" + ufrag.get());
        }
        if (!PASSWORD.matcher(password.get()).matches()) {
            throw new OfferRejectedException(
                    Code.NO_ICE_CREDENTIALS,
                    "a=ice-pwd must have 22 to 256 letters, digits, '+' or '/' (RFC 8839 §5.4); it has "
                            + password.get().length() + " characters.");
        }
        return new IceCredentials(ufrag.get(), password.get());
    }

    /** RFC 8122 §5: a fingerprint with an unsupported hash function is ignored when there is another one. */
    private static List<Fingerprint> fingerprints(MediaSection tagged) throws OfferRejectedException {
        List<String> values = tagged.attributesOrSession("fingerprint");
        if (values.isEmpty()) {
            throw new OfferRejectedException(
                    Code.NO_FINGERPRINT,
                    "The offer has no a=fingerprint; media are sent only over DTLS-SRTP (RFC 8827).",
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

    /** RFC 8842 §5.3: {@code actpass} and {@code active} leave the passive role, the DTLS server, to this side. */
    private static void requirePassiveIsPossible(MediaSection tagged) throws OfferRejectedException {
        // RFC 4145 §4: active is the default.
        String setup = tagged.attributeOrSession("setup").orElse("active");
        if (!setup.equals("actpass") && !setup.equals("active")) {
            throw new OfferRejectedException(
                    Code.UNSUPPORTED_SETUP,
                    "The offer must be a=setup:actpass or a=setup:active: this side answers passive.",
                    "a=setup:" + setup);
        }
    }

    private static String withoutPrefix(IceCandidate candidate) {
        String text = candidate.toString();
        return text.startsWith("a=") ? text.substring(2) : text;
    }
}
