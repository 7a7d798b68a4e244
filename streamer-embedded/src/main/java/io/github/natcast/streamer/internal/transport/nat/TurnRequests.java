package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one TURN server: repeats each until it is answered, with the long-term credential that the server
 * demands (RFC 8489 §9.2). Confined to the nat thread, but for {@link #expects}.
 */
public final class TurnRequests {
    /** RFC 8489 §6.2.1. */
    private static final long RETRANSMISSION_NANOS = Duration.ofMillis(500).toNanos();

    private static final int MOST_SENDS = 7;
    private static final int UNAUTHENTICATED = 401;
    private static final int STALE_NONCE = 438;
    /** With the realm, with a fresh nonce, and one to spare. */
    private static final int MOST_ATTEMPTS = 3;

    private final Base base;
    private final InetSocketAddress server;
    private final Supplier<Credential> credentials;
    private final RandomGenerator random;
    private final Map<TransactionId, Request> open = new ConcurrentHashMap<>();
    private byte @Nullable [] realm;
    private byte @Nullable [] nonce;
    private Credential credential;
    private @Nullable Mac integrity;

    /**
     * A long-term credential (RFC 8489 §9.2). Immutable.
     *
     * @param password never logged
     */
    public record Credential(String username, String password) {
        /** The password is not shown. */
        @Override
        public String toString() {
            return "Credential[" + username + "]";
        }
    }

    /** Receives the outcome of a request: one call, on the nat thread. */
    public interface Outcome {
        void succeeded(StunPacket response);

        /**
         * The request was refused or lost.
         *
         * @param code the error code (RFC 8489 §14.8); 0 when the server did not answer
         */
        void failed(int code);
    }

    private static final class Request {
        private final int type;
        private final Consumer<StunWriter> attributes;
        private final int mostSends;
        private final Outcome outcome;
        private byte[] bytes = {};
        private int attempts;
        private int sends;
        private long dueNanos;

        Request(int type, Consumer<StunWriter> attributes, int mostSends, Outcome outcome) {
            this.type = type;
            this.attributes = attributes;
            this.mostSends = mostSends;
            this.outcome = outcome;
        }
    }

    /**
     * Requests to one server.
     *
     * @param credentials gives one that is valid from now on
     */
    public TurnRequests(Base base, InetSocketAddress server, Supplier<Credential> credentials, RandomGenerator random) {
        this.base = base;
        this.server = server;
        this.credentials = credentials;
        this.credential = credentials.get();
        this.random = random;
    }

    public void send(int type, Consumer<StunWriter> attributes, Outcome outcome, long nowNanos) {
        send(type, attributes, MOST_SENDS, outcome, nowNanos);
    }

    /**
     * Sends a request, with the credential once the server has demanded it.
     *
     * @param sends how often it is sent before it counts as lost, 1 or more: the pauses in between double
     */
    public void send(int type, Consumer<StunWriter> attributes, int sends, Outcome outcome, long nowNanos) {
        begin(new Request(type, attributes, sends, outcome), nowNanos);
    }

    /** Takes another credential for what is sent from now on: the last may expire. */
    void renewCredential() {
        credential = credentials.get();
        byte[] known = realm;
        integrity = known == null ? null : StunPacket.integrity(key(known));
    }

    private void begin(Request request, long nowNanos) {
        TransactionId transaction = TransactionId.random(random);
        StunWriter writer = new StunWriter(request.type, transaction);
        request.attributes.accept(writer);
        byte[] currentRealm = realm;
        byte[] currentNonce = nonce;
        Mac key = integrity;
        if (currentRealm == null || currentNonce == null || key == null) {
            request.bytes = writer.toBytes();
        } else {
            request.bytes = writer.attribute(Stun.USERNAME, credential.username())
                    .attribute(Stun.REALM, currentRealm)
                    .attribute(Stun.NONCE, currentNonce)
                    .toBytes(key);
        }
        request.attempts++;
        request.sends = 0;
        open.put(transaction, request);
        transmit(request, nowNanos);
    }

    private void transmit(Request request, long nowNanos) {
        base.send(request.bytes, 0, request.bytes.length, server);
        request.dueNanos = nowNanos + (RETRANSMISSION_NANOS << request.sends);
        request.sends++;
    }

    /** Repeats what is due and gives up what is lost; returns when the next is due, or {@code latestNanos}. */
    public long poll(long nowNanos, long latestNanos) {
        List<Request> lost = new ArrayList<>();
        open.values().removeIf(request -> {
            boolean isLost = nowNanos - request.dueNanos >= 0 && request.sends == request.mostSends;
            if (isLost) {
                lost.add(request);
            }
            return isLost;
        });
        lost.forEach(request -> request.outcome.failed(0));
        long wait = latestNanos - nowNanos;
        for (Request request : open.values()) {
            if (nowNanos - request.dueNanos >= 0) {
                transmit(request, nowNanos);
            }
            wait = Math.min(wait, request.dueNanos - nowNanos);
        }
        return nowNanos + (lost.isEmpty() ? wait : 0);
    }

    /** Whether the response answers one of these requests. On any thread. */
    boolean expects(TransactionId transaction) {
        return open.containsKey(transaction);
    }

    /**
     * Takes what the server answered.
     *
     * @param response a copy that the nat thread owns
     */
    public void answered(StunPacket response, long nowNanos) {
        Request request = open.get(TransactionId.of(response));
        if (request == null) {
            return;
        }
        boolean success = (response.type() & Stun.ERROR) == Stun.SUCCESS;
        Mac key = integrity;
        if (success && (key == null || !response.isAuthentic(key))) {
            // Whoever sent it does not know the password (RFC 8489 §9.2.5).
            return;
        }
        open.remove(TransactionId.of(response));
        if (success) {
            request.outcome.succeeded(response);
            return;
        }
        int code = response.errorCode();
        boolean again = ((code == UNAUTHENTICATED && isNews(response)) || code == STALE_NONCE)
                && request.attempts < MOST_ATTEMPTS
                && learn(response);
        if (again) {
            begin(request, nowNanos);
        } else {
            request.outcome.failed(code);
        }
    }

    /** With the nonce that the request had, the credential was wrong; with another one, the server was started anew. */
    private boolean isNews(StunPacket response) {
        return !Arrays.equals(
                nonce, response.attribute(Stun.NONCE).map(TurnRequests::bytes).orElse(nonce));
    }

    private boolean learn(StunPacket response) {
        byte[] newRealm =
                response.attribute(Stun.REALM).map(TurnRequests::bytes).orElse(realm);
        byte[] newNonce =
                response.attribute(Stun.NONCE).map(TurnRequests::bytes).orElse(null);
        if (newRealm == null || newNonce == null) {
            return false;
        }
        realm = newRealm;
        nonce = newNonce;
        integrity = StunPacket.integrity(key(newRealm));
        return true;
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    /** RFC 8489 §9.2.2: MD5 of user name, realm and password, where the server names no other algorithm. */
    private byte[] key(byte[] serverRealm) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update((credential.username() + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(serverRealm);
            return digest.digest((":" + credential.password()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
