package io.github.natcast.streamer.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.sdp.diagnose.ViewerVerdictCode;
import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.channels.BudgetedEncoders;
import io.github.natcast.streamer.internal.channels.ChannelLimits;
import io.github.natcast.streamer.internal.channels.ViewersOpener;
import io.github.natcast.streamer.internal.connection.FakeControlLoop;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.signaling.SignaledViewer;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.viewers.ChannelViewers;
import io.github.natcast.streamer.internal.viewers.VerdictWatch;
import io.github.natcast.streamer.internal.viewers.ViewerEntry;
import io.github.natcast.streamer.internal.viewers.ViewerLog;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.warmup.UsableEncodings;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.whep.Offers;
import io.github.natcast.topology.IceServer;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Viewers from their offers to what is said of them, with the network that a test says there is. */
final class VerdictsOnViewersTest {
    private static final VideoSettings VIDEO = VideoSettings.defaults().withSize(320, 180);

    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private final DtlsServer dtls = new DtlsServer(identity, 1, Duration.ofSeconds(10));
    private final FakeControlLoop control = new FakeControlLoop();
    private final CountedSessions transport = new CountedSessions(control::nanoTime);
    private final BudgetedEncoders budget =
            new BudgetedEncoders(new TestEncoders("cpu"), ChannelLimits.ofDefaults(), () -> false);
    private final VideoEncodings pictures = new VideoEncodings(VIDEO, budget, System::nanoTime, () -> {}, event -> {});
    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults().withSenderThreads(1),
            transport::openEgress,
            System::nanoTime,
            InstantSource.system(),
            new SecureRandom(),
            Thread::new);
    private final ViewerRegistry registry =
            new ViewerRegistry(new ViewerPlaces(Limits.defaults(), new RefusalCounts(), 10));
    private final List<Optional<ViewerVerdict>> heard = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private List<IceServer> iceServers = List.of();
    private final Signals signals = new Signals();
    private final OfferAnswerer answerer = answerer();

    private OfferAnswerer answerer() {
        StreamerListener program = new StreamerListener() {
            @Override
            public void onVerdict(Viewer viewer, Optional<ViewerVerdict> verdict) {
                assertThat(viewer.verdict()).isEqualTo(verdict);
                heard.add(verdict);
            }

            @Override
            public void onViewerClosed(Viewer viewer, String reason) {
                reasons.add(reason);
            }
        };
        Serving serving = new Serving(transport, fanout, control, registry, new ViewerLog(program, control::nanoTime));
        WatchedChannel channel = new ViewersOpener(
                        dtls, Optional.empty(), budget, new SecureRandom(), InstantSource.system())
                .open(
                        serving,
                        new ChannelViewers(Channel.DEFAULT_NAME, registry, OptionalInt.empty()),
                        ChannelSettings.of(VideoSource.testPattern()).withVideo(VIDEO),
                        pictures,
                        Optional.empty(),
                        new UsableEncodings(List.of(VideoCodec.H264), List.of(H264Profile.CONSTRAINED_BASELINE)));
        return new OfferAnswerer(
                () -> iceServers,
                ChannelDirectory.of(channel),
                new ReachableAddresses(AddressSettings.own(), List.of(), transport),
                registry);
    }

    @BeforeEach
    void watch() {
        new VerdictWatch(control, registry).start();
    }

    @AfterEach
    void close() {
        pictures.close();
        fanout.close();
        dtls.close();
    }

    private SignaledViewer offer(String client, Map<String, List<String>> query, Map<String, List<String>> headers)
            throws Exception {
        ViewerRequest origin = new ViewerRequest(
                ViewerRequest.Protocol.WEBSOCKET,
                "live",
                "/ws/live",
                query,
                headers,
                new InetSocketAddress(client, 5000),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        SignaledViewer viewer = answerer.offer(
                Offers.good(identity.fingerprint().toString()), origin, Admission.watch(Channel.DEFAULT_NAME), signals);
        control.run();
        return viewer;
    }

    private void offer(String client) throws Exception {
        offer(client, Map.of(), Map.of());
    }

    private List<ViewerVerdictCode> codes() {
        return heard.stream()
                .map(verdict -> verdict.map(ViewerVerdict::code).orElse(null))
                .toList();
    }

    @Test
    void theStepThatIsMissingIsNamedOnceItsTimeIsOver() throws Exception {
        offer("198.51.100.7");
        control.advance(Duration.ofMillis(2900));
        assertThat(heard).isEmpty();
        control.advance(Duration.ofMillis(200));
        assertThat(codes()).containsExactly(ViewerVerdictCode.PORT_UNREACHABLE);

        transport.check(0);
        control.advance(Duration.ofSeconds(1));
        assertThat(codes()).endsWith(ViewerVerdictCode.ANSWERS_LOST);
        transport.findPath(0);
        control.advance(Duration.ofSeconds(4));
        assertThat(codes())
                .as("each once, however long it lasts")
                .containsExactly(
                        ViewerVerdictCode.PORT_UNREACHABLE,
                        ViewerVerdictCode.ANSWERS_LOST,
                        ViewerVerdictCode.DTLS_NOT_BEGUN);
        assertThat(signals.verdicts).containsExactly("port-unreachable", "answers-lost", "dtls-not-begun");
        assertThat(registry.sessions())
                .singleElement()
                .satisfies(viewer -> assertThat(ViewerEntry.detailed(viewer))
                        .extractingByKey("verdict")
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsEntry("code", "dtls-not-begun"));
    }

    @Test
    void anotherThatNeverArrivesIsBlockedWhereOthersComeIn() throws Exception {
        offer("198.51.100.7");
        transport.check(0);
        transport.findPath(0);
        control.advance(Duration.ofSeconds(1));
        signals.verdicts.clear();
        offer("198.51.100.8");
        control.advance(Duration.ofMillis(3500));

        assertThat(signals.verdicts).contains("viewer-blocked");
    }

    @Test
    void theEndHasTheSameWords() throws Exception {
        offer("198.51.100.7");
        control.advance(Duration.ofSeconds(11));

        String operator = heard.get(0).orElseThrow().operator();
        assertThat(reasons).containsExactly("no connectivity check arrived within 10 s: " + operator);
        assertThat(operator).contains("UDP port 10111 here");
        assertThat(signals.closed)
                .containsExactly("no connectivity check arrived within 10 s: "
                        + heard.get(0).orElseThrow().general());
    }

    @Test
    void aViewerIsToldInItsLanguageAndTheOperatorInEnglish() throws Exception {
        offer("198.51.100.7", Map.of("lang", List.of("zh")), Map.of("Accept-Language", List.of("en")));
        offer("198.51.100.8", Map.of(), Map.of("Accept-Language", List.of("fr, zh-CN;q=0.8, en;q=0.5")));
        offer("198.51.100.9", Map.of("lang", List.of("…")), Map.of("Accept-Language", List.of(";;;")));
        control.advance(Duration.ofMillis(3500));

        // Viewers are looked at in no particular order.
        assertThat(signals.words).filteredOn(words -> words.endsWith("。")).hasSize(4);
        assertThat(signals.words).filteredOn(words -> words.endsWith(".")).hasSize(2);
        assertThat(heard)
                .hasSize(3)
                .allMatch(verdict -> verdict.orElseThrow().operator().endsWith("."));
    }

    @Test
    void whoWaitsForATurnServerIsToldWhichEvenWhereOthersComeIn() throws Exception {
        offer("198.51.100.7");
        transport.check(0);
        transport.findPath(0);
        control.advance(Duration.ofSeconds(1));
        heard.clear();
        iceServers = List.of(
                IceServer.stun("stun:192.0.2.8"),
                IceServer.of(List.of("turn:192.0.2.9:3478"), Optional.of("user"), Optional.of("not told")));
        // A browser that may use relays only has no candidate until a TURN server has answered.
        offer("198.51.100.8");
        control.advance(Duration.ofMillis(3500));

        assertThat(heard.stream().flatMap(Optional::stream))
                .filteredOn(verdict -> verdict.code() == ViewerVerdictCode.NO_CANDIDATES)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.operator())
                        .contains("no relay from turn:192.0.2.9:3478")
                        .doesNotContain("stun:", "not told"));
    }

    @Test
    void whatItOffersAndTheWayOfItsOfferMakeADifference() throws Exception {
        offer("127.0.0.1", Map.of(), Map.of("Host", List.of("stream.example:10110")))
                .endOfRemoteCandidates();
        control.advance(Duration.ofMillis(3500));

        assertThat(signals.verdicts).containsExactly("no-candidates");
    }
}
