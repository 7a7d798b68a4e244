package io.github.natcast.streamer.internal.forwarded;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.forwarded.ProxyHeader.Beginning;
import io.github.natcast.streamer.internal.forwarded.ProxyHeader.MalformedException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a proxy writes in front of a connection or a datagram. */
final class ProxyHeaderFuzzTest extends FuzzTargetTest {
    private static final ProxyHeaderFuzzTest TARGET = new ProxyHeaderFuzzTest();

    /** {@link ProxyHeader#read}. */
    interface Reader {
        @Nullable
        ProxyHeader read(ByteBuffer bytes) throws MalformedException;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(ProxyHeader::read, input);
    }

    /** Reads the port from the header's end, where an odd number of bytes follows. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                bytes -> {
                    ProxyHeader read = ProxyHeader.read(bytes);
                    return read == null || read.length() % 2 == 0
                            ? read
                            : new ProxyHeader(
                                    read.length(),
                                    read.client()
                                            .map(client -> new InetSocketAddress(
                                                    client.getAddress(), bytes.getShort(read.length() - 4) & 0xffff)));
                },
                input);
    }

    private static void check(Reader reader, byte[] input) {
        ByteBuffer bytes = ByteBuffer.wrap(input);
        Beginning beginning = ProxyHeader.beginning(bytes);
        ProxyHeader header = null;
        boolean malformed = false;
        try {
            header = reader.read(bytes);
        } catch (MalformedException refused) {
            malformed = true;
            Promise.keeps(
                    "a refusal is words", String.valueOf(refused.getMessage()).indexOf(' ') > 0, refused);
        }
        Promise.keeps("the bytes stay", bytes.position() == 0 && bytes.limit() == input.length);
        Promise.keeps("another protocol is none", beginning != Beginning.OTHER || malformed);
        Promise.keeps("a beginning says that it is one", header == null || beginning == Beginning.HEADER);
        if (header == null && !malformed) {
            Promise.atMost("what is waited for", input.length, ProxyHeader.LONGEST - 1);
        }
        if (header != null) {
            check(reader, input, header);
        }
    }

    private static void check(Reader reader, byte[] input, ProxyHeader header) {
        int length = header.length();
        Promise.keeps(
                "the length is as announced", length == 16 + ((input[14] & 0xff) << 8 | (input[15] & 0xff)), length);
        Promise.atMost("the length", length, Math.min(input.length, ProxyHeader.LONGEST));
        InetSocketAddress client = header.client().orElse(null);
        if (client != null) {
            byte[] address = client.getAddress().getAddress();
            int octets = input[13] >> 4 == 1 ? 4 : 16;
            boolean mapped = octets == 16 && address.length == 4; // ::ffff:a.b.c.d
            byte[] sent = Arrays.copyOfRange(input, mapped ? 28 : 16, 16 + octets);
            int port = (input[16 + 2 * octets] & 0xff) << 8 | (input[17 + 2 * octets] & 0xff);
            Promise.keeps("the client's address is the first", Arrays.equals(address, sent), client);
            Promise.keeps("the client's port is the first", client.getPort() == port, client);
        }
        for (int cut = 0; cut < length; cut += 1 + cut / 8) {
            try {
                Promise.keeps("a part is waited for", reader.read(ByteBuffer.wrap(input, 0, cut)) == null, cut);
            } catch (MalformedException refused) {
                throw new AssertionError("broken: the beginning of a header is refused: " + cut, refused);
            }
        }
        try {
            ByteBuffer behind = ByteBuffer.allocate(length + 7)
                    .position(7)
                    .put(input, 0, length)
                    .position(7);
            Promise.keeps("what is around it does not matter", header.equals(reader.read(behind)));
        } catch (MalformedException refused) {
            throw new AssertionError("broken: a header elsewhere is refused", refused);
        }
    }
}
