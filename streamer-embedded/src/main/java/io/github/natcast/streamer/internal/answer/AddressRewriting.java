package io.github.natcast.streamer.internal.answer;

import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import java.util.Optional;

/** Puts the public addresses into everything that this side advertises to viewers. Immutable. */
public final class AddressRewriting {
    private final Optional<SdpRewriter> rewriter;

    /**
     * @param publicAddresses what replaces private addresses; empty where browsers reach this host's own addresses
     * @param keepPrivate whether private addresses stay beside the public ones
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
                // A loopback candidate stands in an answer only when loopback was asked for, and leads viewers to
                // themselves.
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
