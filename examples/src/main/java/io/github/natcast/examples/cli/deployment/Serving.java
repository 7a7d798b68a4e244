package io.github.natcast.examples.cli.deployment;

import io.github.natcast.sdp.rewrite.AddressRange;
import java.time.Duration;
import java.util.List;

/**
 * What the server does on purpose, of that which other programs have to know. Immutable.
 *
 * @param keepPrivate whether answers name the private addresses beside the public ones
 * @param keepUncovered whether answers name the private addresses of a family without a public one
 * @param drain how long those who watch may go on after the signal to end, 0 to 3600 s
 * @param proxyProtocol from whom it believes headers of the PROXY protocol, of frpc or of another
 */
public record Serving(boolean keepPrivate, boolean keepUncovered, Duration drain, List<AddressRange> proxyProtocol) {
    /** Of a server without these flags. */
    public static final Serving USUAL = new Serving(false, false, Duration.ZERO, List.of());

    public Serving {
        proxyProtocol = List.copyOf(proxyProtocol);
    }
}
