package io.github.natcast.streamer.internal.publish;

import java.net.URI;

/** A URI without what may be secret in it. Stateless. */
public final class PlainUri {
    private PlainUri() {}

    /** Scheme, host and port: Cloudflare's path is a secret, and SRS's and others' query. */
    public static String of(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
