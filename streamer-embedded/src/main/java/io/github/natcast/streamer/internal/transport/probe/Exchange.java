package io.github.natcast.streamer.internal.transport.probe;

import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One STUN request, sent again and again until it is answered. Confined to one thread. */
final class Exchange {
    /** RFC 8489 §6.2.1; each pause is twice the last. */
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Path path;
    private final InetSocketAddress server;
    private final LongSupplier nanoTime;

    Exchange(Path path, InetSocketAddress server, LongSupplier nanoTime) {
        this.path = path;
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /** The first message that belongs to the transaction; empty when none has come after {@code patience}. */
    Optional<StunPacket> ask(byte[] request, TransactionId transaction, Duration patience) throws IOException {
        long end = nanoTime.getAsLong() + patience.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (end - nanoTime.getAsLong() > 0) {
            path.transmit(request, server);
            long resend = Math.min(pause, end - nanoTime.getAsLong()) + nanoTime.getAsLong();
            Optional<StunPacket> answer = await(transaction, resend);
            if (answer.isPresent()) {
                return answer;
            }
            pause *= 2;
        }
        return Optional.empty();
    }

    private Optional<StunPacket> await(TransactionId transaction, long untilNanos) throws IOException {
        StunPacket packet = new StunPacket();
        for (long wait = untilNanos - nanoTime.getAsLong(); wait > 0; wait = untilNanos - nanoTime.getAsLong()) {
            Optional<Path.Datagram> datagram = path.receive(wait);
            if (datagram.isPresent()
                    && packet.read(datagram.get().bytes(), datagram.get().bytes().length)
                    && TransactionId.of(packet).equals(transaction)) {
                return Optional.of(packet);
            }
        }
        return Optional.empty();
    }
}
