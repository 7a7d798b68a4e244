package io.github.natcast.streamer.internal.forwarded;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code X-Forwarded-For} and {@code Forwarded}, as anybody may write them in front of what proxies add. Each line of
 * the input is one header's value; lines that begin with {@code F} are of {@code Forwarded}.
 */
final class ForwardedForFuzzTest extends FuzzTargetTest {
    private static final ForwardedForFuzzTest TARGET = new ForwardedForFuzzTest();
    private static final TrustedSources TRUSTED =
            new TrustedSources(List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("10.0.0.0/8")));
    private static final InetAddress PROXY = address("127.0.0.1");
    private static final InetAddress STRANGER = address("203.0.113.9");
    private static final InetAddress CLIENT = address("198.51.100.7");

    /** {@link ForwardedFor#client}. */
    interface Reader {
        InetAddress client(InetAddress peer, List<String> forwardedFor, List<String> forwarded, TrustedSources trusted);
    }

    private static InetAddress address(String literal) {
        return IpAddress.parse(literal).orElseThrow().toInetAddress();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(ForwardedFor::client, input);
    }

    /** Believes the leftmost address where the header is in quotes. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (peer, forwardedFor, forwarded, trusted) -> {
                    boolean odd = !forwardedFor.isEmpty() && forwardedFor.get(0).startsWith("\"");
                    return odd ? STRANGER : ForwardedFor.client(peer, forwardedFor, forwarded, trusted);
                },
                input);
    }

    private static void check(Reader reader, byte[] input) {
        List<String> forwardedFor = new ArrayList<>();
        List<String> forwarded = new ArrayList<>();
        for (String line : new String(input, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            (line.startsWith("F") ? forwarded : forwardedFor).add(line.startsWith("F") ? line.substring(1) : line);
        }
        Promise.keeps(
                "nobody but a trusted proxy speaks for others",
                reader.client(STRANGER, forwardedFor, forwarded, TRUSTED).equals(STRANGER));
        InetAddress client = reader.client(PROXY, forwardedFor, forwarded, TRUSTED);
        Promise.keeps("the client is the proxy, or was named", client.equals(PROXY) || isNamed(client, input), client);
        List<String> more = new ArrayList<>(forwardedFor);
        more.add(CLIENT.getHostAddress());
        InetAddress heard = reader.client(PROXY, more, List.of(), TRUSTED);
        Promise.keeps("the address that the proxy adds counts, whatever the client wrote", heard.equals(CLIENT), heard);

        List<String> added = new ArrayList<>(forwarded);
        added.add("for=" + CLIENT.getHostAddress());
        InetAddress told = reader.client(PROXY, List.of(), added, TRUSTED);
        Promise.keeps("the proxy's word counts in Forwarded, too", told.equals(CLIENT), told);
    }

    /** IPv6 has many notations, also for IPv4 (::ffff:2:85): without a colon, none of them is there. */
    private static boolean isNamed(InetAddress client, byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        return text.indexOf(':') >= 0 || text.contains(client.getHostAddress());
    }
}
