package io.github.natcast.streamer.internal.transport.stun;

import java.util.random.RandomGenerator;

/** The 96 bits that tie a response to its request (RFC 8489 §5). Immutable. */
public record TransactionId(long high, int low) {

    /**
     * A new identifier.
     *
     * @param random a cryptographic one: whoever guesses the identifier can forge the response
     */
    public static TransactionId random(RandomGenerator random) {
        return new TransactionId(random.nextLong(), random.nextInt());
    }

    public static TransactionId of(StunPacket message) {
        return new TransactionId(message.transactionHigh(), message.transactionLow());
    }
}
