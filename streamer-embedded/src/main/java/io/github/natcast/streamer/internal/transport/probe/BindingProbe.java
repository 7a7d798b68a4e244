package io.github.natcast.streamer.internal.transport.probe;

import io.github.natcast.streamer.internal.transport.ice.IceMessages;
import io.github.natcast.streamer.internal.transport.ice.IceRole;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;

/** Binding requests to STUN servers, and to ICE agents whose password is known. Confined to one thread. */
public final class BindingProbe {
    private final RandomGenerator random;
    private final LongSupplier nanoTime;

    /**
     * Asks nobody yet.
     *
     * @param random a cryptographic one
     * @param nanoTime as {@link System#nanoTime}
     */
    public BindingProbe(RandomGenerator random, LongSupplier nanoTime) {
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /**
     * The address that a STUN server sees a request come from.
     *
     * @throws Refused when the server does not answer or refuses
     */
    public InetSocketAddress mapping(Path path, InetSocketAddress server, Duration patience) throws IOException {
        TransactionId transaction = TransactionId.random(random);
        byte[] request = new StunWriter(StunPacket.BINDING_REQUEST, transaction).toBytes();
        StunPacket answer = new Exchange(path, server, nanoTime)
                .ask(request, transaction, patience)
                .orElseThrow(() -> Refused.silence(server.toString()));
        return mapped(answer, server);
    }

    /**
     * The address that an ICE agent sees a check come from (RFC 8445 §7). Its answer shows that it is the agent with
     * this password, and no other.
     *
     * @param remoteUfrag the agent's own
     * @param localUfrag that of the agent's peer
     * @param password the agent's own
     * @throws Refused when nobody answers, or somebody who does not know the password
     */
    public InetSocketAddress check(
            Path path,
            InetSocketAddress agent,
            String remoteUfrag,
            String localUfrag,
            String password,
            Duration patience)
            throws IOException {
        TransactionId transaction = TransactionId.random(random);
        Mac mac = StunPacket.integrity(password);
        IceRole role = new IceRole(true, random.nextLong());
        byte[] request = IceMessages.request(transaction, remoteUfrag + ":" + localUfrag, role, false, mac);
        StunPacket answer = new Exchange(path, agent, nanoTime)
                .ask(request, transaction, patience)
                .orElseThrow(() -> Refused.silence(agent.toString()));
        if (answer.errorCode() != 0 || !answer.isAuthentic(mac)) {
            throw new Refused(
                    answer.errorCode() == 0 ? 401 : answer.errorCode(), agent + " does not know the ICE password");
        }
        return mapped(answer, agent);
    }

    private static InetSocketAddress mapped(StunPacket answer, InetSocketAddress server) throws Refused {
        if (answer.errorCode() != 0) {
            throw new Refused(answer.errorCode(), server + " refuses with error " + answer.errorCode());
        }
        Optional<InetSocketAddress> mapped = answer.mappedAddress();
        return mapped.orElseThrow(() -> new Refused(0, "the answer of " + server + " holds no address"));
    }
}
