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
     * them, each after a tilde when it begins paused (RFC 7728). No stream of ours is an alternative of another, so
     * each is taken by its name; a paused one is not sent, for there is nothing here that would hear when it is wanted.
     *
     * @param agreed of this section: without the extension that names a stream in its packets, nothing tells them apart
     */
    static List<SimulcastLayer> of(SendPlan.Video agreed, MediaSection video, List<SimulcastLayer> offered) {
        if (offered.isEmpty() || !agreed.headerExtensions().containsKey(OfferedExtensions.RID)) {
            return List.of();
        }
        Set<String> taken = new HashSet<>();
        for (String value : video.attributes("simulcast")) {
            List<String> tokens = SdpValues.split(value, ' ');
            for (int i = 0; i + 1 < tokens.size(); i += 2) {
                if (tokens.get(i).equals("recv")) {
                    for (String alternatives : SdpValues.split(tokens.get(i + 1), ';')) {
                        taken.addAll(SdpValues.split(alternatives, ','));
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
}
