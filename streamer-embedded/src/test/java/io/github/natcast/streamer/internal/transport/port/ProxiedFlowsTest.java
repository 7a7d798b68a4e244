package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.ProxyHeaders;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProxiedFlowsTest {
    private static final InetSocketAddress TUNNEL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.9", 40000);
    private static final InetSocketAddress CLIENT = new InetSocketAddress("198.51.100.7", 50000);
    private static final InetSocketAddress OTHER = new InetSocketAddress("2001:db8::7", 50000);
    private static final byte[] NOTHING = {};

    private final ProxiedFlows flows = new ProxiedFlows();
    private long now = Long.MAX_VALUE - 1_000_000_000L; // overflows after a second, as nanoTime may

    @BeforeEach
    void trustThisHost() {
        flows.trust(TrustedSources.THIS_HOST);
    }

    private int arrive(InetSocketAddress from, byte[] header, byte... rest) {
        byte[] packet = Arrays.copyOf(ProxyHeaders.joined(header, rest), 2048);
        return flows.headerLength(packet, header.length + rest.length, from, now);
    }

    private void elapse(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aHeaderIsFoundBeforeADatagramOrInOneOfItsOwn() {
        byte[] header = ProxyHeaders.of(CLIENT, true, new byte[5]);

        assertThat(arrive(TUNNEL, header, (byte) 0, (byte) 1)).isEqualTo(header.length);
        assertThat(flows.client(TUNNEL, now)).isEqualTo(CLIENT);
        assertThat(arrive(TUNNEL, header)).as("once more").isEqualTo(header.length);
        assertThat(flows.client(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40001), now))
                .isNull();
    }

    @Test
    void whatOnlyBeginsLikeAHeaderIsLeftAlone() {
        assertThat(arrive(TUNNEL, NOTHING, (byte) 0x0D, (byte) 0x0A, (byte) 0x0D, (byte) 0x0B))
                .isZero();
        assertThat(arrive(TUNNEL, NOTHING, (byte) 0x0D)).isZero();
    }

    @Test
    void aStrangersHeaderIsDropped() {
        assertThat(arrive(STRANGER, ProxyHeaders.of(CLIENT))).isEqualTo(ProxiedFlows.REFUSED);
        assertThat(flows.client(STRANGER, now)).isNull();
    }

    @Test
    void nobodyIsTrustedAtFirst() {
        ProxiedFlows untold = new ProxiedFlows();
        byte[] header = ProxyHeaders.of(CLIENT);

        assertThat(untold.headerLength(header, header.length, TUNNEL, now)).isEqualTo(ProxiedFlows.REFUSED);
    }

    @Test
    void aHeaderThatIsCutOffOrMalformedIsDropped() {
        byte[] header = ProxyHeaders.of(CLIENT);
        for (int length = 12; length < header.length; length++) {
            assertThat(arrive(TUNNEL, Arrays.copyOf(header, length))).isEqualTo(ProxiedFlows.REFUSED);
        }
        header[13] = 0x77;
        assertThat(arrive(TUNNEL, header)).isEqualTo(ProxiedFlows.REFUSED);
    }

    /** A tunnel passes its client's later datagrams on as they are. */
    @Test
    void aClientCannotNameItselfAnew() {
        arrive(TUNNEL, ProxyHeaders.of(CLIENT));
        for (int i = 0; i < 20; i++) {
            elapse(Duration.ofSeconds(5));
            assertThat(flows.client(TUNNEL, now)).isEqualTo(CLIENT);
            assertThat(arrive(TUNNEL, ProxyHeaders.of(OTHER))).isEqualTo(ProxiedFlows.REFUSED);
        }
        assertThat(flows.client(TUNNEL, now)).isEqualTo(CLIENT);
    }

    @Test
    void aPortOfTheTunnelMayServeAnotherClientLater() {
        arrive(TUNNEL, ProxyHeaders.of(CLIENT));
        elapse(Duration.ofSeconds(31));

        assertThat(arrive(TUNNEL, ProxyHeaders.of(OTHER))).isPositive();
        assertThat(flows.client(TUNNEL, now)).isEqualTo(OTHER);
    }

    /** Whatever arrives, only bytes of the datagram count as its header. */
    @Test
    void noiseNeverReachesBeyondTheDatagram() {
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            byte[] header = ProxyHeaders.of(CLIENT, true, new byte[random.nextInt(8)]);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                header[12 + random.nextInt(header.length - 12)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(header.length + 1);
            elapse(Duration.ofMinutes(1));

            int found = flows.headerLength(header, length, TUNNEL, now);

            assertThat(found).as("seed %d", seed).isBetween(-1, length);
        }
    }
}
