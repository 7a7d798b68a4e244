package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.crypto.Mac;

/** Writes the messages of connectivity checks (RFC 8445 §7, RFC 8489 §14). */
public final class IceMessages {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHENTICATED = 401;
    static final int FORBIDDEN = 403;
    static final int UNKNOWN_ATTRIBUTE = 420;
    static final int ROLE_CONFLICT = 487;

    /** RFC 8445 §7.1.1: the priority of the peer-reflexive candidate that the peer may learn from the check. */
    private static final int PRIORITY = (int) CandidateKind.PEER_REFLEXIVE.priority();

    private IceMessages() {}

    /** A check. */
    public static byte[] request(TransactionId transaction, String username, IceRole role, boolean nominate, Mac mac) {
        StunWriter writer = new StunWriter(StunPacket.BINDING_REQUEST, transaction)
                .attribute(Stun.USERNAME, username)
                .attribute(Stun.PRIORITY, PRIORITY)
                .attribute(role.attribute(), role.tieBreaker());
        if (nominate) {
            writer.attribute(Stun.USE_CANDIDATE, new byte[0]);
        }
        return writer.toIceBytes(mac);
    }

    /** The most bytes that {@link #request} takes. */
    static int requestLength(String username) {
        return 80 + (username.length() + 3) / 4 * 4;
    }

    static byte[] success(StunPacket request, InetSocketAddress remote, Mac mac) {
        return new StunWriter(StunPacket.BINDING_SUCCESS_RESPONSE, TransactionId.of(request))
                .xorAddress(Stun.XOR_MAPPED_ADDRESS, remote)
                .toIceBytes(mac);
    }

    static byte[] roleConflict(StunPacket request, Mac mac) {
        return error(request, ROLE_CONFLICT).toIceBytes(mac);
    }

    static byte[] unknownAttributes(StunPacket request, int[] types, Mac mac) {
        ByteBuffer value = ByteBuffer.allocate(2 * types.length);
        for (int type : types) {
            value.putShort((short) type);
        }
        return error(request, UNKNOWN_ATTRIBUTE)
                .attribute(Stun.UNKNOWN_ATTRIBUTES, value.array())
                .toIceBytes(mac);
    }

    /**
     * Refuses a request of somebody who did not show that they know a password (RFC 8489 §9.1.3); empty when that would
     * take more bytes than the request, since its source may be forged.
     */
    public static Optional<byte[]> refusal(StunPacket request) {
        byte[] answer = error(request, request.hasCredentials() ? UNAUTHENTICATED : BAD_REQUEST)
                .toFingerprintedBytes();
        return answer.length <= request.length() ? Optional.of(answer) : Optional.empty();
    }

    /** Without a reason phrase: nobody reads it. */
    private static StunWriter error(StunPacket request, int code) {
        return new StunWriter(StunPacket.BINDING_REQUEST | Stun.ERROR, TransactionId.of(request))
                .attribute(Stun.ERROR_CODE, (code / 100) << 8 | code % 100);
    }
}
