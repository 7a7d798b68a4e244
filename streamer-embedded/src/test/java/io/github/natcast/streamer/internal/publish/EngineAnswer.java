package io.github.natcast.streamer.internal.publish;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.negotiation.TestPublications;
import java.util.ArrayList;
import java.util.List;

/** An engine's answer to an offer, written as that engine writes. Confined to the test's thread. */
final class EngineAnswer {
    private static final String HOST = "1 udp 2130706431 203.0.113.77 8189 typ host";

    private final Engine.Habits habits;
    private final List<String> lines = new ArrayList<>(List.of("v=0", "o=- 7 1 IN IP4 0.0.0.0", "s=-", "t=0 0"));

    private EngineAnswer(Engine.Habits habits) {
        this.habits = habits;
    }

    static String to(String offer, Engine.Habits habits) {
        return new EngineAnswer(habits).answer(SessionDescription.parse(offer));
    }

    private String answer(SessionDescription offer) {
        if (habits.lite) {
            lines.add("a=ice-lite");
        }
        offer.attributes("group").forEach(group -> lines.add("a=group:" + group));
        if (does(Engine.Answering.SESSION_FINGERPRINT)) {
            lines.add("a=fingerprint:" + TestPublications.FINGERPRINT);
        }
        offer.mediaSections().forEach(this::section);
        return String.join("\r\n", lines) + "\r\n";
    }

    private void section(MediaSection offered) {
        List<String> taken = taken(offered);
        lines.add("m=" + offered.kind() + " 9 UDP/TLS/RTP/SAVPF " + String.join(" ", taken));
        lines.add("c=IN IP4 0.0.0.0");
        lines.add("a=mid:" + offered.mid().orElseThrow());
        lines.addAll(List.of("a=ice-ufrag:theirs", "a=ice-pwd:theirtheirtheirtheirtheir"));
        if (!does(Engine.Answering.SESSION_FINGERPRINT)) {
            lines.add("a=fingerprint:" + TestPublications.FINGERPRINT);
        }
        lines.addAll(List.of("a=setup:" + habits.setup(), "a=recvonly", "a=rtcp-mux"));
        offered.attributes("extmap").forEach(value -> lines.add("a=extmap:" + value));
        for (String name : List.of("rtpmap", "fmtp", "rtcp-fb")) {
            offered.attributes(name).stream()
                    .filter(value -> taken.contains(value.substring(0, value.indexOf(' '))))
                    .forEach(value -> lines.add("a=" + name + ":" + value));
        }
        candidates();
    }

    /** The first format and its RTX, or all, without RTX where there is none. */
    private List<String> taken(MediaSection offered) {
        List<String> formats = offered.formats();
        int most = does(Engine.Answering.ALL_CODECS) ? formats.size() : Math.min(2, formats.size());
        return formats.subList(0, most).stream()
                .filter(format -> !does(Engine.Answering.NO_RTX)
                        || !offered.attributes("rtpmap").contains(format + " rtx/90000"))
                .toList();
    }

    private void candidates() {
        String end = does(Engine.Answering.GENERATION) ? " generation 0" : "";
        lines.add("a=candidate:1 " + HOST + end);
        if (does(Engine.Answering.TWO_COMPONENTS)) {
            lines.add("a=candidate:1 " + HOST.replaceFirst("1", "2"));
        }
        if (does(Engine.Answering.PASSIVE_TCP)) {
            lines.add("a=candidate:2 1 tcp 1671430143 203.0.113.77 7881 typ host tcptype passive");
        }
        lines.add("a=end-of-candidates");
    }

    private boolean does(Engine.Answering what) {
        return habits.answering.contains(what);
    }
}
