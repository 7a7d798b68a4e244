package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.stun.StunMac;
import java.util.random.RandomGenerator;

/**
 * What the agents of one thread share. Confined to that thread.
 *
 * @param random a cryptographic one: whoever guesses a transaction identifier can forge a response
 */
public record IceContext(RandomGenerator random, StunMac mac, CheckPacer pacer) {

    public static IceContext of(RandomGenerator random) {
        return new IceContext(random, new StunMac(), new CheckPacer());
    }
}
