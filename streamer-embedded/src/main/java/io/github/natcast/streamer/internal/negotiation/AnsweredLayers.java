package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of the offered simulcast streams an answer takes (RFC 8853 §5.3.2). Stateless. */
final class AnsweredLayers {
    private AnsweredLayers() {}

    /**
     * In the order of the offer; empty when the answer takes one stream only, and then without a name.
     *
     * <p>The grammar is {@code recv SP alternatives *( ";" alternatives )}, alternatives being rids with commas between
     * them, each after a tilde when it begins paused. No stream of ours is an alternative of another, and none begins
     * paused here, so each is taken by its name.
     */
    static List<SimulcastLayer> of(MediaSection video, List<SimulcastLayer> offered) {
        if (offered.isEmpty() || !video.attributes("extmap").stream().anyMatch(AnsweredLayers::isRid)) {
            return List.of();
        }
        Set<String> taken = new HashSet<>();
        for (String value : video.attributes("simulcast")) {
            List<String> tokens = SdpValues.split(value, ' ');
            for (int i = 0; i + 1 < tokens.size(); i += 2) {
                if (tokens.get(i).equals("recv")) {
                    for (String alternatives : SdpValues.split(tokens.get(i + 1), ';')) {
                        SdpValues.split(alternatives, ',').stream()
                                .filter(rid -> !rid.startsWith("~"))
                                .forEach(taken::add);
                    }
                }
            }
        }
        // RFC 8853 §5.3.2: a rid that the answer describes no longer is not received.
        Set<String> described = new HashSet<>();
        video.attributes("rid")
                .forEach(rid -> described.add(
                        SdpValues.split(rid, ' ').stream().findFirst().orElse("")));
        return offered.stream()
                .filter(layer -> taken.contains(layer.rid()) && described.contains(layer.rid()))
                .toList();
    }

    private static boolean isRid(String extmap) {
        return extmap.contains(OfferedExtensions.RID);
    }
}
