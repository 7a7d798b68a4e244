package io.github.natcast.streamer.internal.transport.stun;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** A STUN message of anybody: everything that a packet says can be asked, whatever it holds. */
final class StunFuzzTest extends FuzzTargetTest {
    private static final StunFuzzTest TARGET = new StunFuzzTest();
    private static final int BEHIND = 64;
    private static final String PASSWORD = "serverserverserverserve";

    /** {@link StunPacket#read}. */
    interface Reader {
        boolean read(StunPacket packet, byte[] bytes, int length);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(StunPacket::read, input);
    }

    /** Does not see that the last attribute ends behind the packet. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (packet, bytes, length) -> {
                    boolean longer = length > 24 && length + 4 <= bytes.length && bytes[length - 4] == 0x7f;
                    if (!longer) {
                        return packet.read(bytes, length);
                    }
                    bytes[3] = (byte) (bytes[3] + 4);
                    return packet.read(bytes, length + 4);
                },
                input);
    }

    private static void check(Reader reader, byte[] input) {
        if (input.length == 0 || !StunPacket.isStun(input[0])) {
            return; // the receive thread takes it for something else (RFC 7983 §7)
        }
        // The receive thread's buffer is longer than the packet, and what is behind it belongs to others.
        byte[] buffer = Arrays.copyOf(input, input.length + BEHIND);
        StunPacket packet = new StunPacket();
        if (!reader.read(packet, buffer, input.length)) {
            return;
        }
        boolean intact = packet.isIntact();
        Promise.keeps("the length is the packet's", packet.length() == input.length, packet.length());
        attributes(packet, input);
        boolean authentic = packet.isAuthentic(StunPacket.integrity(PASSWORD));
        Promise.keeps(
                "what is authentic has an integrity",
                !authentic || packet.attribute(Stun.MESSAGE_INTEGRITY).isPresent());
        names(packet);
        same(packet, buffer, intact);
    }

    /** Values are parts of the packet, behind each other. */
    private static void attributes(StunPacket packet, byte[] input) {
        int bytes = 0;
        Set<Integer> types = new HashSet<>();
        for (int at = 20; at + 4 <= input.length; ) {
            ByteBuffer header = ByteBuffer.wrap(input, at, 4);
            int type = header.getShort() & 0xffff;
            int length = header.getShort() & 0xffff;
            if (types.add(type)) {
                bytes += packet.attribute(type).map(ByteBuffer::remaining).orElse(0);
            }
            at += 4 + (length + 3 & ~3);
        }
        Promise.atMost("all values together", bytes, input.length - 20);
        Promise.atMost("the unknown attributes", packet.unknownAttributes().length, (input.length - 20) / 4);
        Promise.keeps("error codes", packet.errorCode() >= 0 && packet.errorCode() < 1000, packet.errorCode());
        packet.signed64(Stun.ICE_CONTROLLING);
        packet.unsigned32(Stun.PRIORITY).ifPresent(priority -> Promise.keeps("no sign", priority >= 0, priority));
        address(packet);
    }

    private static void address(StunPacket packet) {
        packet.mappedAddress().ifPresent(address -> {
            Promise.keeps("a mapped address has a port", address.getPort() > 0 && !address.isUnresolved(), address);
            byte[] again = new StunWriter(StunPacket.BINDING_SUCCESS_RESPONSE, TransactionId.of(packet))
                    .xorAddress(Stun.XOR_MAPPED_ADDRESS, address)
                    .toFingerprintedBytes();
            StunPacket read = new StunPacket();
            Promise.keeps("what is written can be read", read.read(again, again.length) && read.isIntact());
            InetSocketAddress same = read.mappedAddress().orElseThrow();
            Promise.keeps("the same address", same.equals(address), same);
        });
    }

    private static void names(StunPacket packet) {
        String receiver = packet.receiverUfrag();
        String sender = packet.senderUfrag();
        Promise.keeps("both fragments or none", (receiver == null) == (sender == null));
        if (receiver != null && sender != null) {
            Promise.atMost("the user name", receiver.length() + sender.length(), packet.length() - 24);
        }
    }

    /** What is kept for another thread says the same; the receive thread's buffer is used again meanwhile. */
    private static void same(StunPacket packet, byte[] buffer, boolean intact) {
        String receiver = packet.receiverUfrag();
        int type = packet.type();
        StunPacket copy = packet.copy();
        Arrays.fill(buffer, (byte) 0x55);
        Promise.keeps("a copy is of the same type", copy.type() == type, type);
        Promise.keeps("a copy has the same name", Objects.equals(copy.receiverUfrag(), receiver));
        Promise.keeps("a copy is as intact", copy.isIntact() == intact);
    }
}
