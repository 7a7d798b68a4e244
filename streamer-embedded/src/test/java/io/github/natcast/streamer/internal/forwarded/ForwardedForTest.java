package io.github.natcast.streamer.internal.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForwardedForTest {
    private static final TrustedSources TRUSTED = new TrustedSources(List.of(
            AddressRange.parse("127.0.0.0/8"),
            AddressRange.parse("10.0.0.0/8"),
            AddressRange.parse("2001:db8:1::/48")));
    private static final InetAddress PROXY = address("127.0.0.1");
    private static final InetAddress STRANGER = address("203.0.113.9");

    private static InetAddress address(String literal) {
        return IpAddress.parse(literal).orElseThrow().toInetAddress();
    }

    private static InetAddress client(InetAddress peer, List<String> xForwardedFor, List<String> forwarded) {
        return ForwardedFor.client(peer, xForwardedFor, forwarded, TRUSTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                198.51.100.7                        | 198.51.100.7
                198.51.100.7, 10.1.2.3              | 198.51.100.7
                1.1.1.1, 198.51.100.7, 10.1.2.3     | 198.51.100.7
                10.9.9.9, 10.1.2.3                  | 10.9.9.9
                unknown, 198.51.100.7               | 198.51.100.7
                198.51.100.7, unknown               | 127.0.0.1
                198.51.100.7, unknown, 10.1.2.3     | 10.1.2.3
                198.51.100.7:4711                   | 198.51.100.7
                2001:db8::7                         | 2001:db8::7
                [2001:db8::7]:4711                  | 2001:db8::7
                2001:db8::7, 2001:db8:1::2          | 2001:db8::7
                ::ffff:198.51.100.7                 | 198.51.100.7
                ,,                                  | 127.0.0.1
                198.51.100.999                      | 127.0.0.1
                example.org                         | 127.0.0.1
                """)
    void theRightmostThatIsNotTrustedIsTheClient(String header, String expected) {
        assertThat(client(PROXY, List.of(header), List.of())).isEqualTo(address(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                for=198.51.100.7                                            | 198.51.100.7
                For="[2001:db8:cafe::17]:4711"                              | 2001:db8:cafe::17
                proto=https;for=198.51.100.7;by=203.0.113.43                | 198.51.100.7
                for=1.1.1.1, for=198.51.100.7;host="a,b", for="10.1.2.3:80" | 198.51.100.7
                for=_hidden, for=10.1.2.3                                   | 10.1.2.3
                by=198.51.100.7                                             | 127.0.0.1
                for="198.51.100.7                                           | 127.0.0.1
                """)
    void theStandardHeaderCountsWhereThereIsNoOther(String header, String expected) {
        assertThat(client(PROXY, List.of(), List.of(header))).isEqualTo(address(expected));
        assertThat(client(PROXY, List.of("198.51.100.8"), List.of(header))).isEqualTo(address("198.51.100.8"));
    }

    @Test
    void severalHeadersAreOneInTheirOrder() {
        assertThat(client(PROXY, List.of("198.51.100.7", "198.51.100.8, 10.0.0.1"), List.of()))
                .isEqualTo(address("198.51.100.8"));
    }

    @Test
    void whatAStrangerWritesIsIgnored() {
        assertThat(client(STRANGER, List.of("10.0.0.1"), List.of("for=10.0.0.1")))
                .isEqualTo(STRANGER);
        assertThat(ForwardedFor.client(PROXY, List.of("198.51.100.7"), List.of(), TrustedSources.NONE))
                .isEqualTo(PROXY);
    }

    /** Whatever a client writes, the proxy's own addition decides. */
    @Test
    void aClientNeverChoosesItsAddress() {
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            List<String> lines = new ArrayList<>();
            for (int line = random.nextInt(3); line > 0; line--) {
                lines.add(noise(random));
            }
            String added = "198.51.100." + random.nextInt(256);
            boolean sameLine = !lines.isEmpty() && random.nextBoolean();
            List<String> seen = new ArrayList<>(lines);
            if (sameLine) {
                seen.set(seen.size() - 1, seen.get(seen.size() - 1) + ", " + added);
            } else {
                seen.add(added);
            }

            assertThat(client(PROXY, seen, lines)).as("seed %d", seed).isEqualTo(address(added));
        }
    }

    private static String noise(Random random) {
        String alphabet = "0123456789.:,;=\" []\\abcdefor";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void aChainWithoutEndIsReadUpToALimit() {
        String header = "198.51.100.7, " + "10.0.0.1, ".repeat(1000) + "10.0.0.2";

        assertThat(client(PROXY, List.of(header), List.of())).isEqualTo(address("10.0.0.1"));
    }
}
