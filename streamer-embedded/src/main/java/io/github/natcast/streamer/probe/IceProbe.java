package io.github.natcast.streamer.probe;

import io.github.natcast.streamer.internal.TurnSecret;
import io.github.natcast.streamer.internal.transport.nat.TurnRequests;
import io.github.natcast.streamer.internal.transport.probe.BindingProbe;
import io.github.natcast.streamer.internal.transport.probe.ProbeSocket;
import io.github.natcast.streamer.internal.transport.probe.Refused;
import io.github.natcast.streamer.internal.transport.probe.TcpPath;
import io.github.natcast.streamer.internal.transport.probe.TurnProbe;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Asks STUN servers, TURN servers and ICE agents, one question at a time, from one UDP port. Each question blocks until
 * it is answered, for {@code patience} at most. Confined to one thread.
 *
 * <pre>{@code
 * try (IceProbe probe = IceProbe.open(InetAddress.getByName("0.0.0.0"), Duration.ofSeconds(3))) {
 *     InetSocketAddress first = probe.mapping(new InetSocketAddress("stun1.example.org", 3478));
 *     InetSocketAddress second = probe.mapping(new InetSocketAddress("stun2.example.org", 3478));
 *     boolean symmetricNat = !first.equals(second);
 * }
 * }</pre>
 */
public final class IceProbe implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ProbeSocket socket;
    private final Duration patience;
    private final BindingProbe binding = new BindingProbe(RANDOM, System::nanoTime);

    private IceProbe(ProbeSocket socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /**
     * Opens a UDP port.
     *
     * @param bind the address to ask from; a wildcard address leaves it to the operating system
     * @param patience for each question, 1 ms or more
     * @throws IOException when this host has no such address
     */
    public static IceProbe open(InetAddress bind, Duration patience) throws IOException {
        if (patience.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("patience " + patience + " must be 1 ms or more");
        }
        return new IceProbe(new ProbeSocket(bind), patience);
    }

    /** The local address and port. */
    public InetSocketAddress localAddress() {
        return socket.address();
    }

    /**
     * The address that a STUN server sees this port at. Two servers that see different ones show a NAT that maps each
     * destination anew (RFC 4787 §4.1), behind which only a relay helps.
     *
     * @param server resolved
     * @throws ProbeException when the server does not answer or refuses
     */
    public InetSocketAddress mapping(InetSocketAddress server) throws IOException {
        return asking(() -> binding.mapping(socket, server, patience));
    }

    /**
     * Sends connectivity checks to an ICE agent by UDP. An answer proves that this agent is there, since no other one
     * knows its password.
     *
     * @param agent resolved
     * @return the address that the agent sees this port at
     * @throws ProbeException when nobody answers, or somebody else
     */
    public InetSocketAddress check(InetSocketAddress agent, IceCredentials credentials) throws IOException {
        return asking(() -> binding.check(
                socket,
                agent,
                credentials.remoteUfrag(),
                credentials.localUfrag(),
                credentials.remotePassword(),
                patience));
    }

    /** As {@link #check}, by a TCP connection (RFC 6544) of its own, which needs no open probe. */
    public static InetSocketAddress checkByTcp(InetSocketAddress agent, IceCredentials credentials, Duration patience)
            throws IOException {
        return asking(() -> {
            try (TcpPath path = new TcpPath(agent, patience)) {
                return new BindingProbe(RANDOM, System::nanoTime)
                        .check(
                                path,
                                agent,
                                credentials.remoteUfrag(),
                                credentials.localUfrag(),
                                credentials.remotePassword(),
                                patience);
            }
        });
    }

    /**
     * Allocates a relayed address on a TURN server. The probe answers no other question while the relay is open.
     *
     * @param server resolved; asked by UDP
     * @return the relay, which the caller closes
     * @throws ProbeException when the server does not answer or refuses; 401 is a wrong user name or password
     */
    public RelayProbe relay(InetSocketAddress server, String username, String password) throws IOException {
        Objects.requireNonNull(server, "server");
        TurnProbe turn = new TurnProbe(
                socket, server, new TurnRequests.Credential(username, password), RANDOM, System::nanoTime, patience);
        return new RelayProbe(turn, asking(turn::allocate), binding, patience);
    }

    /**
     * As {@link #relay(InetSocketAddress, String, String)}, with a user name and password that are made from the secret
     * that the server shares (draft-uberti-behave-turn-rest-00 §2.2; coturn's {@code use-auth-secret}). They last for
     * an hour, as those of browsers do: a server whose clock is further ahead refuses both.
     *
     * @throws IllegalArgumentException when the secret is blank
     */
    public RelayProbe relay(InetSocketAddress server, String secret) throws IOException {
        IceServer made = likeBrowser(secret, Instant.now());
        return relay(server, made.username().orElseThrow(), made.credential().orElseThrow());
    }

    static IceServer likeBrowser(String secret, Instant now) {
        return new TurnSecret(secret, TurnSecret.DEFAULT_TTL)
                .forBrowser(IceServer.stun("turn:192.0.2.1"), "probe", now);
    }

    ProbeSocket socket() {
        return socket;
    }

    /** Frees the port; idempotent. */
    @Override
    public void close() {
        socket.close();
    }

    /** A question that may be refused. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException;
    }

    static <T> T asking(Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (Refused e) {
            throw new ProbeException(e.code(), e);
        }
    }
}
