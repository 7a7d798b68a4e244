package io.github.natcast.sdp.rewrite;

/** What a rewriter was built with. Immutable. */
record Policies(
        RuleSet rules, boolean rewriteOrigin, boolean hideRelatedAddresses, boolean dropHostNames, int maxLength) {}
