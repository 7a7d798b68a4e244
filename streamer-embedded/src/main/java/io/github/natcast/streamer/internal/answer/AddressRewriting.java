package io.github.natcast.streamer.internal.answer;

import static io.github.natcast.sdp.rewrite.CandidateTransport.TCP_PASSIVE;

import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.RewriteRuleBuilder;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Replaces private addresses by public ones in the answers and candidates that the server advertises. Immutable. */
public final class AddressRewriting {
    private final Optional<SdpRewriter> rewriter;

    /** As the other constructor, without ICE-TCP. */
    public AddressRewriting(List<PublicAddress> publicAddresses, boolean keepPrivate) {
        this(publicAddresses, List.of(), keepPrivate);
    }

    /**
     * @param publicAddresses the addresses that replace private ones; empty where browsers reach this host's own
     *     addresses
     * @param publicTcp the addresses that do so in candidates of TCP; empty where {@code publicAddresses} say it
     * @param keepPrivate whether the private addresses stay beside the public ones
     */
    public AddressRewriting(List<PublicAddress> publicAddresses, List<PublicAddress> publicTcp, boolean keepPrivate) {
        List<RewriteRule> rules = new ArrayList<>();
        rules.addAll(rules(
                "TCP", publicTcp, keepPrivate, name -> RewriteRule.named(name).transports(TCP_PASSIVE)));
        rules.addAll(rules("addresses", publicAddresses, keepPrivate, RewriteRule::named));
        if (!publicAddresses.isEmpty() && !keepPrivate) {
            // What no rule before has replaced would tell the private addresses.
            rules.add(RewriteRule.named("TCP that is not forwarded")
                    .transports(TCP_PASSIVE)
                    .drop());
        }
        if (rules.isEmpty()) {
            rewriter = Optional.empty();
            return;
        }
        var builder = SdpRewriter.builder();
        rules.forEach(builder::rule);
        rewriter = Optional.of(builder.build());
    }

    private static List<RewriteRule> rules(
            String name,
            List<PublicAddress> publicAddresses,
            boolean keepPrivate,
            Function<String, RewriteRuleBuilder> named) {
        if (publicAddresses.isEmpty()) {
            return List.of();
        }
        PublicAddress first = publicAddresses.get(0);
        PublicAddress[] others =
                publicAddresses.subList(1, publicAddresses.size()).toArray(PublicAddress[]::new);
        RewriteRuleBuilder local = named.apply("private " + name);
        return List.of(
                // An answer has a loopback candidate only when the program binds to loopback; it would lead a remote
                // viewer to itself.
                named.apply("loopback " + name)
                        .ranges(PrivateAddresses.LOOPBACK)
                        .replaceWith(first, others),
                keepPrivate ? local.append(first, others) : local.replaceWith(first, others));
    }

    String answer(String sdp) {
        return rewriter.map(present -> present.rewriteText(sdp)).orElse(sdp);
    }

    List<String> candidate(String candidate, String mid) {
        return rewriter.map(present -> present.rewriteCandidate(candidate, mid)).orElse(List.of(candidate));
    }
}
