package io.github.natcast.streamer.internal.answer;

import io.github.natcast.sdp.rewrite.PortMapping;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.streamer.PublicAddress;
import io.github.natcast.streamer.internal.runtime.NetworkSettings;
import java.util.List;
import java.util.Optional;

/** Puts the public addresses into everything this side tells viewers. Immutable. */
public final class AddressRewriting {
    private final Optional<SdpRewriter> rewriter;

    /** @throws IllegalArgumentException when an address is no unicast IP literal */
    public AddressRewriting(NetworkSettings network) {
        if (network.publicAddresses().isEmpty()) {
            rewriter = Optional.empty();
            return;
        }
        List<io.github.natcast.sdp.rewrite.PublicAddress> all = network.publicAddresses().stream()
                .map(AddressRewriting::reached)
                .toList();
        var first = all.get(0);
        var others = all.subList(1, all.size()).toArray(io.github.natcast.sdp.rewrite.PublicAddress[]::new);
        var local = RewriteRule.named("private addresses");
        rewriter = Optional.of(SdpRewriter.builder()
                // A loopback candidate stands in an answer only when loopback was asked for, and leads viewers to
                // themselves.
                .rule(RewriteRule.named("loopback")
                        .ranges(PrivateAddresses.LOOPBACK)
                        .replaceWith(first, others))
                .rule(network.keepPrivateCandidates() ? local.append(first, others) : local.replaceWith(first, others))
                .build());
    }

    private static io.github.natcast.sdp.rewrite.PublicAddress reached(PublicAddress address) {
        return io.github.natcast.sdp.rewrite.PublicAddress.of(
                address.address(),
                address.port().isPresent() ? PortMapping.fixed(address.port().getAsInt()) : PortMapping.same());
    }

    String answer(String sdp) {
        return rewriter.map(present -> present.rewriteText(sdp)).orElse(sdp);
    }

    List<String> candidate(String candidate, String mid) {
        return rewriter.map(present -> present.rewriteCandidate(candidate, mid)).orElse(List.of(candidate));
    }
}
