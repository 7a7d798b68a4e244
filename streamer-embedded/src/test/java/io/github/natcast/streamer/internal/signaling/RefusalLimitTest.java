package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.signaling.SignalingReply;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalLimitTest {
    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final RefusalLimit limit = new RefusalLimit(nanoTime::get);

    @Test
    void hearsAnAddressAgainWhenItHasWaited() throws Exception {
        InetSocketAddress address = client("192.0.2.1");
        assertThat(refuse(address, 50)).isZero();
        assertThat(limit.deafSeconds(address)).isZero();
        assertThat(limit.refused(address)).isEqualTo(1);
        assertThat(limit.deafSeconds(address)).isEqualTo(1);

        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(limit.deafSeconds(address)).isZero();
        assertThat(limit.refused(address)).isEqualTo(1);
    }

    @Test
    void neverAsksForMoreThanTenSeconds() throws Exception {
        InetSocketAddress address = client("192.0.2.1");
        assertThat(refuse(address, 1000)).isEqualTo(10);
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(refuse(address, 50)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,192.0.2.2,false",
        "2001:db8::1,2001:db8::2,true",
        "2001:db8::1,2001:db8:0:1::1,false",
    })
    void countsAnIpv6NetworkAsOne(String one, String other, boolean same) throws Exception {
        refuse(client(one), 60);
        assertThat(limit.deafSeconds(client(other)) > 0).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "::1,true",
        "10.1.2.3,true",
        "192.168.0.1,true",
        "fd00::1,true",
        "fe80::1,true",
        "51.161.209.200,false",
        "2001:db8::1,false"
    })
    void hearsAddressesThatAreEverybodysBehindATunnel(String text, boolean heard) throws Exception {
        InetSocketAddress address = client(text);
        assertThat(refuse(address, 60)).isPositive();
        assertThat(limit.deafSeconds(address) == 0).isEqualTo(heard);
    }

    @Test
    void keepsTheLatestAddressesOnly() throws Exception {
        InetSocketAddress first = address(0);
        refuse(first, 60);
        for (int i = 1; i <= 8192; i++) {
            limit.refused(address(i));
        }
        assertThat(limit.deafSeconds(first)).isZero();
    }

    @Test
    void sixtyBadPostsAreToldToWaitAndAGoodOneIsStillAnswered() throws Exception {
        try (TestServer server = new TestServer()) {
            for (int i = 0; i < 59; i++) {
                server.send("POST", "/whep", "reject NOT_SDP", "Content-Type", "application/sdp");
            }
            HttpResponse<String> last =
                    server.send("POST", "/whep", "reject NOT_SDP", "Content-Type", "application/sdp");
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 10L);
            assertThat(last.headers().firstValue("Vary")).hasValue("Origin");
            assertThat(last.body()).contains("too_many_refusals");

            assertThat(server.send("POST", "/whep", "v=0", "Content-Type", "application/sdp")
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void aPublicAddressIsNotHeardUntilItHasWaited() {
        try (FakeStreamer streamer = new FakeStreamer()) {
            InetSocketAddress attacker = client("192.0.2.1");
            SignalingContext context = SignalingContext.create(
                    SignalingSettings.OPEN,
                    SignalingLimits.DEFAULTS,
                    streamer,
                    Reports.none(),
                    new Random(1),
                    Runnable::run);
            refuse(context.refusals(), attacker, 60);
            SignalingReply reply = new SignalingEndpoint(context, () -> {})
                    .answer(TestRequests.request(
                            "POST", "/whep", Map.of("Content-Type", List.of(WhepEndpoint.SDP)), "v=0", attacker));

            assertThat(reply.status()).isEqualTo(429);
            assertThat(streamer.viewers).isEmpty();
        }
    }

    @Test
    void viewersWhoFindNoPlaceAreNotToldToWaitForThat() throws Exception {
        try (TestServer server = new TestServer()) {
            server.streamer.places = 0;
            for (int i = 0; i < 60; i++) {
                assertThat(server.send("POST", "/whep", "v=0", "Content-Type", "application/sdp")
                                .statusCode())
                        .isEqualTo(503);
            }
        }
    }

    @Test
    void badOffersOnOneSocketEndIt() throws Exception {
        try (TestServer server = new TestServer()) {
            TestSocket socket = TestSocket.greeted(server, "/ws/live");
            for (int i = 0; i < RefusalLimit.REFUSALS; i++) {
                assertThat(offer(socket)).isEqualTo("not_sdp");
            }
            assertThat(offer(socket)).isEqualTo("too_many_refusals");
            assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4429);
        }
    }

    private static String offer(TestSocket socket) throws Exception {
        return socket.error("{\"type\":\"webrtc_offer\",\"sdp\":\"reject NOT_SDP\"}")
                .get("code")
                .asText();
    }

    private int refuse(InetSocketAddress address, int times) {
        return refuse(limit, address, times);
    }

    private static int refuse(RefusalLimit limit, InetSocketAddress address, int times) {
        int seconds = 0;
        for (int i = 0; i < times; i++) {
            seconds = limit.refused(address);
        }
        return seconds;
    }

    private static InetSocketAddress client(String address) {
        return new InetSocketAddress(address, 9);
    }

    private static InetSocketAddress address(int number) {
        return client("198.51." + (number >> 8) + "." + (number & 0xFF));
    }
}
