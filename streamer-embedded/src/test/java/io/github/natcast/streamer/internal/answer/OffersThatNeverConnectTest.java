package io.github.natcast.streamer.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.channels.BudgetedEncoders;
import io.github.natcast.streamer.internal.channels.ChannelLimits;
import io.github.natcast.streamer.internal.channels.ViewersOpener;
import io.github.natcast.streamer.internal.connection.FakeControlLoop;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.signaling.SignaledViewer;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.viewers.ChannelViewers;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.warmup.UsableEncodings;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.whep.Offers;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Valid offers without a packet after them: what they cost, and what is left of them. */
final class OffersThatNeverConnectTest {
    private static final Admission.Decision.Watch WATCH = Admission.watch(Channel.DEFAULT_NAME);
    private static final VideoSettings VIDEO = VideoSettings.defaults().withSize(320, 180);

    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private final DtlsServer dtls = new DtlsServer(identity, 1, Duration.ofSeconds(10));
    private final FakeControlLoop control = new FakeControlLoop();
    private final CountedSessions transport = new CountedSessions(control::nanoTime);
    private final RefusalCounts refusals = new RefusalCounts();
    private final TestEncoders encoders = new TestEncoders("cpu");
    private final BudgetedEncoders budget = new BudgetedEncoders(encoders, ChannelLimits.ofDefaults(), () -> false);
    private final VideoEncodings pictures = new VideoEncodings(VIDEO, budget, System::nanoTime, () -> {}, event -> {});
    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults().withSenderThreads(1),
            transport::openEgress,
            System::nanoTime,
            InstantSource.system(),
            new SecureRandom(),
            Thread::new);
    private final ViewerPlaces places =
            new ViewerPlaces(Limits.defaults().withWaiting(200).withWaitingPerClient(20), refusals, 3);
    private final ViewerRegistry registry = new ViewerRegistry(places);
    private final Signals signals = new Signals();
    private final OfferAnswerer answerer = answerer();

    private OfferAnswerer answerer() {
        Serving serving = new Serving(transport, fanout, control, registry, new StreamerListener() {});
        WatchedChannel channel = new ViewersOpener(
                        dtls, Optional.empty(), budget, new SecureRandom(), InstantSource.system())
                .open(
                        serving,
                        new ChannelViewers(Channel.DEFAULT_NAME, registry, OptionalInt.empty()),
                        ChannelSettings.of(VideoSource.testPattern()).withVideo(VIDEO),
                        pictures,
                        Optional.empty(),
                        new UsableEncodings(
                                List.of(VideoCodec.H264, VideoCodec.VP8), List.of(H264Profile.CONSTRAINED_BASELINE)));
        return new OfferAnswerer(
                List::of,
                ChannelDirectory.of(channel),
                new ReachableAddresses(AddressSettings.own(), List.of(), transport),
                registry);
    }

    @AfterEach
    void close() {
        pictures.close();
        fanout.close();
        dtls.close();
    }

    private SignaledViewer offer(String client, String sdp) throws Exception {
        ViewerRequest origin = new ViewerRequest(
                ViewerRequest.Protocol.WEBSOCKET,
                "live",
                "/ws/live",
                Map.of(),
                Map.of(),
                new InetSocketAddress(client, 5000),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        SignaledViewer viewer = answerer.offer(sdp, origin, WATCH, signals);
        control.run();
        return viewer;
    }

    private String h264() {
        return Offers.good(identity.fingerprint().toString());
    }

    private String vp8() {
        return h264().replaceAll("a=fmtp:102.*\r\n", "").replace("102 H264/90000", "102 VP8/90000");
    }

    @Test
    void takeNobodysPlaceAndLeaveNothing() throws Exception {
        for (int offer = 0; offer < 2000; offer++) {
            offer("192.0.2." + offer % 4, offer % 2 == 0 ? h264() : vp8());
        }
        assertThat(places.waiting()).isEqualTo(80);
        assertThat(places.watching()).isZero();
        assertThat(registry.size()).as("those who gave way have ended").isEqualTo(80);
        assertThat(transport.open()).isEqualTo(80);
        assertThat(control.timers()).isEqualTo(80);
        assertThat(refusals.of(Refusal.WAITING_PER_CLIENT)).isEqualTo(1920);
        assertThat(signals.closed).hasSize(1920).allMatch(reason -> reason.contains("waitingPerClient"));
        assertThat(encoders.opened).isEmpty();
        assertThat(pictures.isWatched()).isFalse();
        offer("198.51.100.1", h264());

        control.advance(Duration.ofSeconds(10));

        assertThat(signals.closed).hasSize(2001);
        assertThat(signals.closed.get(2000))
                .startsWith("no connectivity check arrived within 10 s: ")
                .contains("Open UDP 10111 in the firewall");
        assertThat(signals.verdicts).containsOnly("port-unreachable");
        assertThat(transport.open()).isZero();
        assertThat(registry.size()).isZero();
        assertThat(places.waiting()).isZero();
        assertThat(control.timers()).isZero();
    }

    @Test
    void aValidPathStartsTheEncoding() throws Exception {
        offer("192.0.2.1", vp8());
        transport.check(0);
        control.run();
        assertThat(pictures.isWatched())
                .as("somebody knows the answer's password")
                .isFalse();

        transport.findPath(0);
        control.run();

        assertThat(pictures.isWatched()).isTrue();
        control.advance(Duration.ofSeconds(21));
        assertThat(pictures.isWatched()).as("it never shook hands").isFalse();
        assertThat(transport.open()).isZero();
        assertThat(control.timers()).isZero();
    }
}
