package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Sent;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** The protocol of a TURN server (RFC 8656), for one client and one user. */
final class FakeTurnServer {
    static final InetSocketAddress RELAYED = new InetSocketAddress("51.161.209.200", 49152);
    static final TurnRequests.Credential USER = new TurnRequests.Credential("vtuser", "vtpass");

    final List<InetAddress> permissions = new ArrayList<>();
    final Map<Integer, InetSocketAddress> channels = new HashMap<>();
    final List<Integer> types = new ArrayList<>();
    InetSocketAddress relayed = RELAYED;
    boolean allocated;
    int lifetime = 600;
    String nonce = "first";
    String user = USER.username();
    /** The error code for every request that is not refused for another reason; 0 for none. */
    int error;
    /** How many of the next requests get lost. */
    int losses;

    /** Forgets all that it had, and its nonces too. */
    void restart() {
        allocated = false;
        permissions.clear();
        channels.clear();
        nonce += "+";
    }

    byte @Nullable [] answer(Sent datagram) {
        StunPacket request = FakeNetwork.read(datagram.packet());
        types.add(request.type());
        if (losses > 0) {
            losses--;
            return null;
        }
        if (!isAuthenticated(request)) {
            boolean stale = request.attribute(Stun.NONCE).isPresent() && !nonce.equals(text(request, Stun.NONCE));
            return refuse(request, stale ? 438 : 401);
        }
        if (error != 0) {
            return refuse(request, error);
        }
        if (!allocated && request.type() != Stun.ALLOCATE_REQUEST) {
            return refuse(request, 437);
        }
        return switch (request.type()) {
            case Stun.ALLOCATE_REQUEST -> allocate(request);
            case Stun.REFRESH_REQUEST -> refresh(request);
            case Stun.CREATE_PERMISSION_REQUEST -> {
                permissions.add(peer(request).getAddress());
                yield succeed(request, new StunWriter(request.type() | Stun.SUCCESS, TransactionId.of(request)));
            }
            case Stun.CHANNEL_BIND_REQUEST -> {
                channels.put(number(request, Stun.CHANNEL_NUMBER) >>> 16, peer(request));
                yield succeed(request, new StunWriter(request.type() | Stun.SUCCESS, TransactionId.of(request)));
            }
            default -> throw new AssertionError("request of type " + request.type());
        };
    }

    private byte[] allocate(StunPacket request) {
        if (allocated) {
            return refuse(request, 437);
        }
        allocated = true;
        return succeed(
                request,
                new StunWriter(Stun.ALLOCATE_REQUEST | Stun.SUCCESS, TransactionId.of(request))
                        .xorAddress(Stun.XOR_RELAYED_ADDRESS, relayed)
                        .attribute(Stun.LIFETIME, lifetime));
    }

    private byte[] refresh(StunPacket request) {
        allocated = number(request, Stun.LIFETIME) > 0;
        return succeed(
                request,
                new StunWriter(Stun.REFRESH_REQUEST | Stun.SUCCESS, TransactionId.of(request))
                        .attribute(Stun.LIFETIME, allocated ? lifetime : 0));
    }

    private static int number(StunPacket request, int attribute) {
        return request.attribute(attribute).map(ByteBuffer::getInt).orElseThrow();
    }

    private static InetSocketAddress peer(StunPacket request) {
        // A permission's port does not count, and ours is 0, which is no port.
        ByteBuffer value = request.attribute(Stun.XOR_PEER_ADDRESS).orElseThrow();
        int port = (value.getShort(2) ^ 0x2112) & 0xffff;
        int address = value.getInt(4) ^ 0x2112A442;
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(
                            ByteBuffer.allocate(4).putInt(address).array()),
                    port);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isAuthenticated(StunPacket request) {
        return request.attribute(Stun.USERNAME).isPresent()
                && text(request, Stun.USERNAME).equals(user)
                && text(request, Stun.REALM).equals("natlab")
                && text(request, Stun.NONCE).equals(nonce)
                && request.isAuthentic(key());
    }

    private static String text(StunPacket request, int attribute) {
        return request.attribute(attribute)
                .map(value -> StandardCharsets.UTF_8.decode(value).toString())
                .orElse("");
    }

    private byte[] refuse(StunPacket request, int code) {
        return new StunWriter(request.type() | Stun.ERROR, TransactionId.of(request))
                .attribute(Stun.ERROR_CODE, ((code / 100) << 8) | (code % 100))
                .attribute(Stun.REALM, "natlab")
                .attribute(Stun.NONCE, nonce)
                .toBytes();
    }

    private byte[] succeed(StunPacket request, StunWriter response) {
        assert request.type() != 0;
        return response.toBytes(key());
    }

    private Mac key() {
        try {
            byte[] key =
                    MessageDigest.getInstance("MD5").digest((user + ":natlab:vtpass").getBytes(StandardCharsets.UTF_8));
            return StunPacket.integrity(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
