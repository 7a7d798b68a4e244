package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.security.WebOrigins;

/**
 * Whose pages may watch, and by what names. Immutable.
 *
 * @param origins whose pages may
 * @param ownNamesOnly whether nobody can have come by a public name, as where HTTP is bound to loopback: a page of
 *     another site, whose name was made to point here, could come by its own then (DNS rebinding)
 */
public record WebRules(WebOrigins origins, boolean ownNamesOnly) {
    /** The server's own pages, by whatever name. */
    public static final WebRules SAME_ORIGIN = new WebRules(WebOrigins.sameOrigin(), false);
}
