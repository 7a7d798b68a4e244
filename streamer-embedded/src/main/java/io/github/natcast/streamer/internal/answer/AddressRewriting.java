package io.github.natcast.streamer.internal.answer;

import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import java.util.Optional;

/** Replaces private addresses by public ones in the answers and candidates that the server advertises. Immutable. */
public final class AddressRewriting {
    private final Optional<SdpRewriter> rewriter;

    /**
     * @param publicAddresses the addresses that replace private ones; empty where browsers reach this host's own
     *     addresses
     * @param keepPrivate whether the private addresses stay beside the public ones
     */
    public AddressRewriting(List<PublicAddress> publicAddresses, boolean keepPrivate) {
        if (publicAddresses.isEmpty()) {
            rewriter = Optional.empty();
            return;
        }
        PublicAddress first = publicAddresses.get(0);
        PublicAddress[] others =
                publicAddresses.subList(1, publicAddresses.size()).toArray(PublicAddress[]::new);
        var local = RewriteRule.named("private addresses");
        rewriter = Optional.of(SdpRewriter.builder()
                // An answer has a loopback candidate only when the program binds to loopback; it would lead a remote
                // viewer to itself.
                .rule(RewriteRule.named("loopback")
                        .ranges(PrivateAddresses.LOOPBACK)
                        .replaceWith(first, others))
                .rule(keepPrivate ? local.append(first, others) : local.replaceWith(first, others))
                .build());
    }

    String answer(String sdp) {
        return rewriter.map(present -> present.rewriteText(sdp)).orElse(sdp);
    }

    List<String> candidate(String candidate, String mid) {
        return rewriter.map(present -> present.rewriteCandidate(candidate, mid)).orElse(List.of(candidate));
    }
}
