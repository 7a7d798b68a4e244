package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A browser's offer whose transport can be answered. Immutable.
 *
 * <pre>{@code
 * Negotiation agreed = Offer.parse(sdp).negotiate(localMedia);
 * LocalTransport transport = open(agreed.plan());
 * send(agreed.answer(transport));
 * }</pre>
 */
public final class Offer {
    private final SessionDescription description;
    private final Bundle bundle;
    private final RemoteTransport transport;

    private Offer(SessionDescription description, Bundle bundle, RemoteTransport transport) {
        this.description = description;
        this.bundle = bundle;
        this.transport = transport;
    }

    /**
     * Parses and checks an offer.
     *
     * @throws OfferRejectedException when it cannot be answered; the exception names the reason, the line, and what
     *     would be accepted
     */
    public static Offer parse(String sdp) throws OfferRejectedException {
        SessionDescription description = OfferSyntax.read(sdp);
        List<MediaSection> videos = receivingVideos(description);
        if (videos.isEmpty()) {
            throw noVideo(description);
        }
        Bundle bundle = Bundle.of(description);
        MediaSection video = videos.stream()
                .filter(bundle::contains)
                .findFirst()
                .orElseThrow(() -> new OfferRejectedException(
                        Code.NO_BUNDLE,
                        "The video section is not in the BUNDLE group (RFC 9143).",
                        videos.get(0).mediaLine().text()));
        requireSrtp(video);
        if (!video.hasAttribute("rtcp-mux")) {
            throw new OfferRejectedException(
                    Code.NO_RTCP_MUX,
                    "The video section has no a=rtcp-mux; RTP and RTCP share one port (RFC 8834 §4.5).",
                    video.mediaLine().text());
        }
        return new Offer(description, bundle, RemoteTransport.of(bundle.tagged(), "offer"));
    }

    SessionDescription description() {
        return description;
    }

    RemoteTransport transport() {
        return transport;
    }

    /** Names the DTLS association (RFC 8842 §4). */
    Optional<String> tlsId() {
        return bundle.tagged().attributeOrSession("tls-id");
    }

    /**
     * Negotiates one video stream, and one audio stream if the offer accepts audio and there is any.
     *
     * @throws OfferRejectedException when no video section offers a format that can be sent
     */
    public Negotiation negotiate(LocalMedia local) throws OfferRejectedException {
        List<MediaSection> videos =
                receivingVideos(description).stream().filter(bundle::contains).toList();
        for (MediaSection video : videos) {
            Optional<VideoSelection> selection = VideoSelection.choose(video, local.videoCodecs(), local.h264());
            if (selection.isPresent()) {
                return new Negotiation(this, bundle, local, selection.get(), audio(local));
            }
        }
        throw noCommonCodec(videos.get(0), local);
    }

    private Optional<AudioSelection> audio(LocalMedia local) {
        List<MediaSection> sections = receiving(description, "audio").stream()
                .filter(bundle::contains)
                .toList();
        return local.audio().flatMap(audio -> AudioSelection.choose(sections, audio));
    }

    private static List<MediaSection> receivingVideos(SessionDescription description) {
        return receiving(description, "video");
    }

    private static List<MediaSection> receiving(SessionDescription description, String kind) {
        return description.mediaSections().stream()
                .filter(section -> section.kind().equals(kind))
                .filter(Bundle::isOffered)
                .filter(Offer::receives)
                .toList();
    }

    /** RFC 8866 §6.7: the default is sendrecv; a session-level direction applies to sections without one. */
    private static boolean receives(MediaSection section) {
        if (section.hasAttribute("sendonly") || section.hasAttribute("inactive")) {
            return false;
        }
        return section.hasAttribute("recvonly")
                || section.hasAttribute("sendrecv")
                || (section.attributeOrSession("sendonly").isEmpty()
                        && section.attributeOrSession("inactive").isEmpty());
    }

    /** RFC 8827 §6.5: media are encrypted, with keys of DTLS. Older clients write that without {@code UDP/TLS}. */
    private static void requireSrtp(MediaSection video) throws OfferRejectedException {
        if (!video.protocol().contains("SAVP")) {
            throw new OfferRejectedException(
                    Code.NO_DTLS,
                    "The profile " + video.protocol() + " has no encryption; offer UDP/TLS/RTP/SAVPF (RFC 8834 §4.2).",
                    video.mediaLine().text());
        }
    }

    private static OfferRejectedException noVideo(SessionDescription description) {
        String offered = description.mediaSections().stream()
                .map(section -> section.mediaLine().text())
                .collect(Collectors.joining("; "));
        return new OfferRejectedException(
                Code.NO_VIDEO,
                "The offer has no video section that receives: add a video transceiver with direction recvonly.",
                offered.isEmpty() ? "no m= line" : offered);
    }

    private static OfferRejectedException noCommonCodec(MediaSection video, LocalMedia local) {
        String offered = OfferedFormat.of(video).stream()
                .filter(format -> !format.encodingName().equalsIgnoreCase("rtx"))
                .map(OfferedFormat::describe)
                .collect(Collectors.joining(", "));
        String sent = local.videoCodecs().stream().map(VideoCodec::encodingName).collect(Collectors.joining(", "));
        String modes = local.videoCodecs().contains(VideoCodec.H264)
                ? " (H264: packetization-mode "
                        + local.h264().packetizationModes().stream()
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" or "))
                        + ", constrained baseline or a superset)"
                : "";
        return new OfferRejectedException(
                Code.NO_COMMON_CODEC,
                "None of the offered video formats can be sent. Offered: "
                        + (offered.isEmpty() ? "none with an a=rtpmap" : offered) + ". Sent here: " + sent + modes
                        + ".",
                video.mediaLine().text());
    }
}
