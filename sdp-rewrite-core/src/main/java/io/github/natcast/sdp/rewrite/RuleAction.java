package io.github.natcast.sdp.rewrite;

/** What a {@link RewriteRule} does with what it matches. */
public enum RuleAction {
    /** Puts the public address and port in place of the local ones. */
    REPLACE,
    /**
     * Keeps a host candidate and adds a server-reflexive one beside it. {@code c=}, {@code m=} and {@code a=rtcp} have
     * room for one address only and get the public one.
     */
    APPEND,
    /** Removes a candidate. Other lines cannot go without making the description invalid; they stay. */
    DROP,
    /** Leaves the line as it is; for exceptions in front of a wider rule. */
    KEEP
}
