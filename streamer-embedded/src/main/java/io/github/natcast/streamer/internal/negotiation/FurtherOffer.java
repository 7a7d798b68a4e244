package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import java.util.HashSet;
import java.util.Optional;

/** What a further offer means for the viewer that the first one opened (RFC 3264 §8). Stateless. */
final class FurtherOffer {
    private FurtherOffer() {}

    /**
     * Whether both offers are of one peer connection, and so of one DTLS association: the certificate is the same, and
     * so is the session in {@code o=}, because a certificate may serve several connections. The address there may
     * change with the network, although RFC 3264 §8 forbids it.
     */
    static boolean isOfOneConnection(Offer first, Offer next) {
        return new HashSet<>(first.transport().fingerprints())
                        .equals(new HashSet<>(next.transport().fingerprints()))
                && session(first).equals(session(next))
                && !hasNewAssociation(first, next);
    }

    private static Optional<String> session(Offer offer) {
        return offer.description().origin().map(origin -> origin.username() + " " + origin.sessionId());
    }

    /** RFC 8842 §5.2: another {@code tls-id} begins another DTLS association. Browsers send none. */
    private static boolean hasNewAssociation(Offer first, Offer next) {
        Optional<String> before = first.tlsId();
        Optional<String> now = next.tlsId();
        return before.isPresent() && now.isPresent() && !before.equals(now);
    }

    /** Nothing but ICE may change: the sender goes on with the packets that were agreed, and DTLS with its keys. */
    static void requireUnchanged(SendPlan first, SendPlan next) throws OfferRejectedException {
        DtlsRole role = first.transport().setup().localRole();
        if (!next.transport().setup().permits(role)) {
            throw new OfferRejectedException(
                    Code.UNSUPPORTED_SETUP,
                    "The DTLS association has this side as a=setup:" + role.setup()
                            + "; a further offer must be a=setup:actpass, or leave it that role (RFC 8842 §5.5).",
                    "a=setup:" + next.transport().setup().wire());
        }
        if (!first.video().equals(next.video())) {
            throw changed("video", describe(first.video()), describe(next.video()));
        }
        if (!first.audio().equals(next.audio())) {
            throw changed(
                    "audio",
                    first.audio().map(FurtherOffer::describe).orElse("none"),
                    next.audio().map(FurtherOffer::describe).orElse("none"));
        }
    }

    private static OfferRejectedException changed(String kind, String before, String now) {
        return new OfferRejectedException(
                Code.MEDIA_CHANGED,
                "A further offer may restart ICE, but not change the media: the " + kind + " was agreed as " + before
                        + ", and this offer makes it " + now + ". For other media, open another connection.",
                now);
    }

    private static String describe(SendPlan.Video video) {
        return video.codec().encodingName() + " " + video.payloadType()
                + video.mid().map(mid -> " in section " + mid).orElse("")
                + " with extensions " + video.headerExtensions().values() + " and feedback " + video.feedback();
    }

    private static String describe(SendPlan.Audio audio) {
        return "payload type " + audio.payloadType()
                + audio.mid().map(mid -> " in section " + mid).orElse("")
                + " with extensions " + audio.headerExtensions().values() + " and feedback " + audio.feedback();
    }
}
