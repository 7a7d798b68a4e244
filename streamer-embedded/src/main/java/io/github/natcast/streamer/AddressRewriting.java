package io.github.natcast.streamer;

import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.sdp.rewrite.SdpRewriterBuilder;
import java.util.List;
import java.util.Optional;

/** Puts the public addresses into everything this side tells viewers. Immutable. */
final class AddressRewriting {
    private final Optional<SdpRewriter> rewriter;

    /** @throws IllegalArgumentException when an address is no unicast IP literal */
    AddressRewriting(NetworkSettings network) {
        if (network.publicAddresses().isEmpty()) {
            rewriter = Optional.empty();
            return;
        }
        // A loopback candidate stands in an answer only when loopback was asked for: then it is to be replaced as well.
        SdpRewriterBuilder builder = SdpRewriter.builder().loopback(true);
        for (PublicAddress address : network.publicAddresses()) {
            if (address.port().isPresent()) {
                builder.publicAddress(address.address(), address.port().getAsInt());
            } else {
                builder.publicAddress(address.address());
            }
        }
        rewriter = Optional.of(builder.build());
    }

    String answer(String sdp) {
        return rewriter.map(present -> present.rewriteText(sdp)).orElse(sdp);
    }

    List<String> candidate(String candidate, String mid) {
        return rewriter.map(present -> present.rewriteCandidate(candidate, mid)).orElse(List.of(candidate));
    }
}
