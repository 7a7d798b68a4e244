package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Offers of this side with fixed values, and answers to them. */
public final class TestPublications {
    public static final String HOST = "candidate:1 1 udp 2130706431 192.168.1.10 40000 typ host";
    public static final String REFLEXIVE =
            "candidate:2 1 udp 1694498815 198.51.100.7 40001 typ srflx raddr 192.168.1.10 rport 40000";
    public static final String RELAYED =
            "candidate:3 1 udp 16777215 203.0.113.9 50000 typ relay raddr 198.51.100.7 rport 40001";
    public static final IceCredentials CREDENTIALS = new IceCredentials("ours", "0123456789abcdefghijkl");
    public static final Fingerprint FINGERPRINT = Fingerprint.parse("sha-256 " + "0A:".repeat(31) + "0A");

    private TestPublications() {}

    public static LocalMedia media(VideoCodec... codecs) {
        return media(Optional.of(new LocalMedia.Opus(0x33333333L, true, true, false)), 0, codecs);
    }

    static LocalMedia media(Optional<LocalMedia.Opus> audio, int copied, VideoCodec... codecs) {
        return new LocalMedia(
                codecs.length == 0 ? List.of(VideoCodec.H264, VideoCodec.VP8) : List.of(codecs),
                new LocalMedia.H264(Set.of(1), List.of(H264Profile.CONSTRAINED_BASELINE), 31, copied),
                0x11111111L,
                0x22222222L,
                "natcast",
                "stream",
                Set.of(
                        OfferedExtensions.MID,
                        OfferedExtensions.RID,
                        OfferedExtensions.REPAIRED_RID,
                        TestParameters.PLAYOUT_DELAY,
                        TestParameters.TRANSPORT_WIDE),
                EnumSet.allOf(RtcpFeedback.class),
                audio);
    }

    /** SSRCs 0x41 to 0x46. */
    static List<SimulcastLayer> layers() {
        return SimulcastLayer.of(3, 0x40);
    }

    public static OfferTransport transport(String... candidates) {
        return new OfferTransport(42, 1, CREDENTIALS, FINGERPRINT, List.of(candidates));
    }

    public static String offer() {
        return new OfferWriter(media()).write(transport(HOST, REFLEXIVE, RELAYED));
    }

    /**
     * An answer that takes all sections of an offer, with its first format and the format's RTX, and all extensions and
     * feedback.
     *
     * @param setup {@code active} or {@code passive}
     * @param sessionLines such as {@code a=ice-lite}
     */
    public static String answer(String offer, String setup, String... sessionLines) {
        SessionDescription description = SessionDescription.parse(offer);
        List<String> lines = new ArrayList<>(List.of("v=0", "o=- 7 1 IN IP4 0.0.0.0", "s=-", "t=0 0"));
        lines.addAll(List.of(sessionLines));
        description.attributes("group").forEach(group -> lines.add("a=group:" + group));
        for (MediaSection section : description.mediaSections()) {
            List<String> taken =
                    section.formats().subList(0, Math.min(2, section.formats().size()));
            lines.add("m=" + section.kind() + " 9 UDP/TLS/RTP/SAVPF " + String.join(" ", taken));
            lines.add("c=IN IP4 0.0.0.0");
            lines.add("a=mid:" + section.mid().orElseThrow());
            lines.addAll(List.of(
                    "a=ice-ufrag:theirs",
                    "a=ice-pwd:theirtheirtheirtheirtheir",
                    "a=fingerprint:" + FINGERPRINT,
                    "a=setup:" + setup,
                    "a=recvonly",
                    "a=rtcp-mux",
                    "a=candidate:1 1 udp 2130706431 203.0.113.77 8189 typ host",
                    "a=end-of-candidates"));
            for (String name : List.of("extmap")) {
                section.attributes(name).forEach(value -> lines.add("a=" + name + ":" + value));
            }
            for (String name : List.of("rtpmap", "fmtp", "rtcp-fb")) {
                section.attributes(name).stream()
                        .filter(value -> taken.contains(value.substring(0, value.indexOf(' '))))
                        .forEach(value -> lines.add("a=" + name + ":" + value));
            }
            section.attributes("rid").forEach(rid -> lines.add("a=rid:" + rid.replace("send", "recv")));
            section.attributes("simulcast")
                    .forEach(streams -> lines.add("a=simulcast:" + streams.replace("send", "recv")));
        }
        return String.join("\r\n", lines) + "\r\n";
    }
}
