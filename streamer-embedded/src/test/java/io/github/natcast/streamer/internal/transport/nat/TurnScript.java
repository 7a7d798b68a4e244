package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.nat.FakeNetwork.Sent;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Answers as a fuzz input has it: a byte for what kind of answer, a length, and attributes of a type, a length and a
 * value each. When the input is at its end, the servers are as they should be. Confined to one run.
 */
final class TurnScript {
    private static final int SERVER_IS_RIGHT = 0;
    private static final int SILENCE = 1;
    private static final int ERROR = 2;
    private static final int SUCCESS_WITHOUT_PASSWORD = 3;

    private final byte[] input;
    private final FakeTurnServer server = new FakeTurnServer();
    private int at;
    /** Whether there was an answer that proves to know the password. */
    boolean anyAuthentic;

    TurnScript(byte[] input) {
        this.input = input;
    }

    byte @Nullable [] turn(Sent request) {
        int kind = at < input.length ? input[at++] & 0xff : SERVER_IS_RIGHT;
        switch (kind & 7) {
            case SERVER_IS_RIGHT -> {
                anyAuthentic = true;
                return server.answer(request);
            }
            case SILENCE -> {
                return null;
            }
            case ERROR -> {
                return attributes(writer(request, Stun.ERROR)).toBytes();
            }
            case SUCCESS_WITHOUT_PASSWORD -> {
                return attributes(writer(request, Stun.SUCCESS)).toBytes();
            }
            default -> {
                anyAuthentic = true;
                int type = (kind & 3) == 0 ? Stun.ERROR : Stun.SUCCESS;
                return attributes(writer(request, type)).toBytes(key());
            }
        }
    }

    byte @Nullable [] stun(Sent request) {
        int kind = at < input.length ? input[at++] & 0xff : SILENCE;
        return switch (kind & 3) {
            case SILENCE -> null;
            case ERROR -> attributes(writer(request, Stun.ERROR)).toBytes();
            default -> attributes(writer(request, Stun.SUCCESS)).toBytes();
        };
    }

    private static StunWriter writer(Sent request, int type) {
        StunPacket asked = FakeNetwork.read(request.packet());
        return new StunWriter(asked.type() | type, request.transaction());
    }

    private StunWriter attributes(StunWriter writer) {
        int end = at < input.length ? Math.min(input.length, at + 1 + (input[at++] & 0xff)) : at;
        while (at + 2 <= end) {
            int type = input[at] & 0xff;
            int next = Math.min(end, at + 2 + (input[at + 1] & 0x3f));
            writer.attribute(type, Arrays.copyOfRange(input, at + 2, next));
            at = next;
        }
        at = end;
        return writer;
    }

    private static Mac key() {
        try {
            byte[] text = "vtuser:natlab:vtpass".getBytes(StandardCharsets.UTF_8);
            return StunPacket.integrity(MessageDigest.getInstance("MD5").digest(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
