package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import java.util.List;

/**
 * Writes this side's ICE credentials and candidates as {@code application/trickle-ice-sdpfrag} (RFC 8840 §9): one
 * pseudo media section, the tagged one, stands for all that are bundled. Confined to one call.
 */
final class FragmentWriter {
    private final MediaSection tagged;
    private final LocalTransport transport;
    private final StringBuilder out = new StringBuilder(512);

    FragmentWriter(MediaSection tagged, LocalTransport transport) {
        this.tagged = tagged;
        this.transport = transport;
    }

    /** @param accepted the mids of the answer's BUNDLE group; empty without one */
    String write(List<String> accepted) {
        line("a=ice-options:trickle");
        if (!accepted.isEmpty()) {
            line("a=group:BUNDLE " + String.join(" ", accepted));
        }
        line("m=" + tagged.kind() + " 9 " + tagged.protocol() + " "
                + tagged.formats().get(0));
        tagged.mid().ifPresent(mid -> line("a=mid:" + mid));
        line("a=ice-ufrag:" + transport.iceCredentials().usernameFragment());
        line("a=ice-pwd:" + transport.iceCredentials().password());
        transport.candidates().forEach(candidate -> line("a=" + candidate));
        if (transport.endOfCandidates()) {
            line("a=end-of-candidates");
        }
        return out.toString();
    }

    private void line(String text) {
        out.append(text).append("\r\n");
    }
}
