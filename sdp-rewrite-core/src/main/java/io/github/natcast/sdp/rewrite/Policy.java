package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import java.util.List;

/**
 * All that a rewriting is told besides the text. Immutable.
 *
 * @param all the rules of the configuration
 * @param rules those of them that apply: without a peer, none that is for certain peers
 */
record Policy(
        List<RewriteRule> all,
        RuleSet rules,
        List<InjectedCandidate> injected,
        boolean rewriteOrigin,
        boolean hideRelated,
        boolean dropHostNames,
        boolean dropUncovered,
        int maxLength) {

    static Policy of(SdpRewriterBuilder builder, List<RewriteRule> all) {
        return new Policy(
                List.copyOf(all),
                new RuleSet(forEverybody(all), builder.injected),
                List.copyOf(builder.injected),
                builder.rewriteOrigin,
                builder.hideRelatedAddresses,
                builder.dropHostNames,
                builder.dropUncovered,
                builder.maxLength);
    }

    private static List<RewriteRule> forEverybody(List<RewriteRule> all) {
        return all.stream().filter(rule -> rule.peers().isEmpty()).toList();
    }

    /** The policy towards one peer. */
    Policy forPeer(IpAddress peer) {
        List<RewriteRule> some = all.stream().filter(rule -> rule.isFor(peer)).toList();
        return with(all, new RuleSet(some, injected), injected);
    }

    /** This policy with {@code replacement} wherever {@code old} is a public address. */
    Policy withPublicAddress(IpAddress old, IpAddress replacement) {
        List<RewriteRule> changed =
                all.stream().map(rule -> rule.withTarget(old, replacement)).toList();
        List<InjectedCandidate> candidates = injected.stream()
                .map(each -> each.address().equals(old)
                        ? new InjectedCandidate(replacement, each.port(), each.transport())
                        : each)
                .toList();
        // Of the rules that apply, which forPeer may have chosen.
        RuleSet applied = rules.withTarget(old, replacement, candidates);
        return with(changed, applied, candidates);
    }

    /** This policy for what follows a description: no candidate is injected. */
    Policy withoutInjection() {
        return injected.isEmpty() ? this : with(all, rules, List.of());
    }

    private Policy with(List<RewriteRule> all, RuleSet rules, List<InjectedCandidate> injected) {
        return new Policy(all, rules, injected, rewriteOrigin, hideRelated, dropHostNames, dropUncovered, maxLength);
    }
}
