package io.github.natcast.streamer.internal.negotiation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes offers with formats, extensions and feedback in any combination, also in senseless ones. Confined to one test.
 */
final class RandomOffer {
    private static final List<String> URIS = List.of(
            TestParameters.TRANSPORT_WIDE,
            TestParameters.PLAYOUT_DELAY,
            "urn:ietf:params:rtp-hdrext:sdes:mid",
            "urn:example:other");
    private static final List<String> VIDEO =
            List.of("VP8/90000", "H264/90000", "AV1/90000", "H265/90000", "rtx/90000", "RTX/90000", "red/90000");
    private static final List<String> AUDIO = List.of("opus/48000/2", "PCMU/8000", "rtx/48000", "red/48000/2");
    private static final List<String> FEEDBACK =
            List.of("nack", "nack pli", "ccm fir", "transport-cc", "goog-remb", "x-unknown");

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    RandomOffer(long seed) {
        this.random = new Random(seed);
    }

    String write() {
        int sections = 1 + random.nextInt(4);
        line("v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=-", "t=0 0");
        List<String> members = new ArrayList<>(
                IntStream.range(0, sections).mapToObj(String::valueOf).toList());
        if (random.nextInt(4) == 0) {
            Collections.shuffle(members, random);
        }
        line("a=group:BUNDLE " + String.join(" ", members.subList(0, 1 + random.nextInt(sections))));
        for (int index = 0; index < sections; index++) {
            section(index, index == 0 || random.nextBoolean() ? "video" : "audio");
        }
        return out.toString();
    }

    private void section(int index, String kind) {
        List<Integer> types = new ArrayList<>(IntStream.range(0, 128).boxed().toList());
        Collections.shuffle(types, random);
        types = types.subList(0, 1 + random.nextInt(8));
        line("m=" + kind + " 9 UDP/TLS/RTP/SAVPF "
                + String.join(" ", types.stream().map(String::valueOf).toList()));
        line("a=mid:" + index, "a=rtcp-mux", "a=recvonly", "a=setup:actpass");
        line("a=ice-ufrag:abcd", "a=ice-pwd:0123456789012345678901");
        line("a=fingerprint:sha-256 " + String.join(":", Collections.nCopies(32, "AB")));
        for (String uri : URIS) {
            if (random.nextInt(3) > 0) {
                int id = random.nextInt(8) == 0 ? random.nextInt(300) : 1 + random.nextInt(15);
                line("a=extmap:" + id + pick(List.of("", "", "/recvonly", "/sendonly", "/inactive")) + " " + uri);
            }
        }
        for (int type : types) {
            format(type, types, pick(kind.equals("video") ? VIDEO : AUDIO));
        }
    }

    private void format(int type, List<Integer> types, String rtpmap) {
        line("a=rtpmap:" + type + " " + rtpmap);
        if (rtpmap.toLowerCase(Locale.ROOT).startsWith("rtx")) {
            int apt = random.nextInt(5) == 0 ? random.nextInt(200) : pick(types);
            line("a=fmtp:" + type + pick(List.of(" apt=", " rtx-time=200;apt=", " ;apt = ")) + apt);
        } else if (rtpmap.startsWith("H264")) {
            line("a=fmtp:" + type + " profile-level-id=42e01f;packetization-mode=" + random.nextInt(2));
        }
        for (String feedback : FEEDBACK) {
            if (random.nextBoolean()) {
                line("a=rtcp-fb:" + (random.nextInt(6) == 0 ? "*" : type) + " " + feedback);
            }
        }
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void line(String... lines) {
        for (String line : lines) {
            out.append(line).append("\r\n");
        }
    }
}
