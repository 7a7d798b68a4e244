package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.ConnectionAddress;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpLine;
import io.github.natcast.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * "Verifying ICE Support" (RFC 8839): a peer goes on with ICE only if the default destination of each component of each
 * section is among the candidates. Stateless.
 */
final class IceOracle {
    private IceOracle() {}

    /** The components whose default destination was a candidate before and is none afterwards. */
    static List<String> mismatchesIntroduced(String before, String after) {
        SessionDescription description = SessionDescription.parse(before);
        List<MediaSection> sectionsBefore = description.mediaSections();
        List<MediaSection> sectionsAfter = SessionDescription.parse(after).mediaSections();
        List<String> mismatches = new ArrayList<>();
        for (int i = 0; i < sectionsBefore.size(); i++) {
            MediaSection was = sectionsBefore.get(i);
            MediaSection is = sectionsAfter.get(i);
            if (!isSettled(description.sessionLines()) || !isSettled(was)) {
                continue;
            }
            boolean none = isNone(is);
            Destination rtp = rtp(was);
            if (!matches(was, 1, rtp) || none) {
                // No ICE before, or none to speak of afterwards.
                continue;
            }
            if (!matches(is, 1, rtp(is))) {
                mismatches.add("section " + i + " component 1: " + rtp(is));
            }
            Destination rtcp = rtcp(was, rtp);
            if (matches(was, 2, rtcp)
                    && is.candidates().stream().anyMatch(candidate -> candidate.component() == 2)
                    && !matches(is, 2, rtcp(is, rtp(is)))
                    && !isNone(rtcp(is, rtp(is)))) {
                mismatches.add("section " + i + " component 2: " + rtcp(is, rtp(is)));
            }
        }
        return mismatches;
    }

    /** Whether the section says each thing once, so that there is one default destination. */
    private static boolean isSettled(MediaSection section) {
        return isSettled(section.lines())
                // "c=IN IP4 fd00::10" is no address to any peer, so there was no default destination to match.
                && section.connectionAddress().filter(IceOracle::isOfItsType).isPresent()
                && section.attributes("rtcp").size() <= 1
                && !section.mediaLine().text().matches("m=\\S* \\d*/.*");
    }

    private static boolean isSettled(List<SdpLine> lines) {
        List<String> connections = lines.stream()
                .map(SdpLine::text)
                .filter(line -> line.startsWith("c="))
                .toList();
        // One without an address is read by no peer; another does not take its place.
        return connections.size() <= 1 && connections.stream().allMatch(line -> line.matches("c=IN IP[46] \\S.*"));
    }

    private static boolean isOfItsType(ConnectionAddress address) {
        return address.ip()
                .filter(ip -> ip.family().addressType().equals(address.addressType()))
                .isPresent();
    }

    /** {@code 0.0.0.0} or {@code ::} with port 9: no default destination yet (RFC 8840 §4.1.1). */
    private static boolean isNone(MediaSection section) {
        return section.port() == 9
                && section.connectionAddress()
                        .filter(ConnectionAddress::isUnspecified)
                        .isPresent();
    }

    private static boolean isNone(@Nullable Destination destination) {
        return destination != null && destination.port == 9 && destination.ip.isUnspecified();
    }

    private static @Nullable Destination rtp(MediaSection section) {
        Optional<IpAddress> ip = section.connectionAddress().flatMap(ConnectionAddress::ip);
        return ip.isEmpty() ? null : new Destination(ip.get().unmapped(), section.port());
    }

    /** RFC 3605 §2.1: the port plus one at the same address, unless {@code a=rtcp} says otherwise. */
    private static @Nullable Destination rtcp(MediaSection section, @Nullable Destination rtp) {
        if (rtp == null
                // Every profile of RTP has a name after the slash (RFC 8866 §8.2.2); a damaged "UDP/TLS/RTP" is another
                // protocol, which has no RTCP.
                || !section.protocol().contains("RTP/")
                || section.hasAttribute("rtcp-mux")
                || section.hasAttribute("rtcp-mux-only")) {
            return null;
        }
        if (!section.hasAttribute("rtcp")) {
            return new Destination(rtp.ip, rtp.port + 1);
        }
        String[] words = section.attribute("rtcp").orElse("").trim().split(" +", -1);
        if (!words[0].matches("\\d{1,5}")
                || (words.length != 1
                        && (words.length != 4 || !words[1].equals("IN") || !words[2].matches("IP[46]")))) {
            // Among others "I\tN IP4 192.0.2.1": a network that nobody knows.
            return null;
        }
        Optional<IpAddress> ip = words.length == 1 ? Optional.of(rtp.ip) : IpAddress.parse(words[3]);
        return ip.map(address -> new Destination(address.unmapped(), Integer.parseInt(words[0])))
                .orElse(null);
    }

    private static boolean matches(MediaSection section, int component, @Nullable Destination destination) {
        return destination != null
                && destination.port != 0
                && destination.port != 9
                && section.candidates().stream()
                        .filter(candidate -> candidate.component() == component)
                        .anyMatch(destination::isAt);
    }

    private record Destination(IpAddress ip, int port) {
        boolean isAt(IceCandidate candidate) {
            return candidate.port() == port
                    && candidate
                            .ip()
                            .map(IpAddress::unmapped)
                            .filter(ip::equals)
                            .isPresent();
        }
    }
}
