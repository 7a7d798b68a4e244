package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Advertised;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Connection;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Delivery;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Endpoint;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Host;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Offered;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Path;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Playback;
import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Evidence of each verdict, each variant of its text among it, and evidence of viewers that are well. */
final class ViewerCases {
    private static final Endpoint UDP = endpoint("51.161.209.200", 10111, false);
    private static final Endpoint TCP = endpoint("51.161.209.200", 10110, true);
    private static final Offered BROWSER = new Offered(0, 2, 1, 0, 1, 1, 0, true);
    private static final String TURN = "turn:51.161.209.200:3478";
    private static final Advertised FORWARDED =
            new Advertised(List.of(UDP), true, false, false, 20111, false, List.of());
    private static final Advertised REACHED = new Advertised(List.of(UDP), true, false, false, 20111, true, List.of());
    private static final ViewerEvidence WAITING =
            ViewerEvidence.of(Route.DIRECT).withAge(3_000).with(BROWSER).with(FORWARDED);
    private static final ViewerEvidence TUNNELLED =
            ViewerEvidence.of(Route.TUNNEL).withAge(3_000).with(BROWSER).with(FORWARDED);

    private static final Connection CHECKED = reached(100, -1, -1, -1);
    private static final Connection SECURED = reached(100, 150, 200, 250);
    private static final Delivery SENT = new Delivery("H264", OptionalLong.of(300), OptionalLong.of(1300), 2000, 0, 30);
    private static final Path WIDE =
            new Path(0, OptionalLong.of(40), 5, OptionalLong.of(4_000_000), 2_500_000, 2_500_000, 0);
    private static final Playback SHOWN = new Playback(true, OptionalLong.of(450), 300, 29.7, 0, 4, 60);
    private static final Host QUICK = new Host(30, 30, 30, Optional.empty(), 2, 2);
    private static final ViewerEvidence GOOD = ViewerEvidence.of(Route.DIRECT)
            .withAge(10_000)
            .with(BROWSER)
            .with(REACHED)
            .with(SECURED)
            .with(SENT)
            .with(WIDE)
            .with(SHOWN)
            .with(QUICK);
    private static final ViewerEvidence NO_PICTURE = GOOD.with(Delivery.NONE).with(Playback.NONE);

    /** @param shown words of the operator's English sentence */
    record Case(ViewerVerdictCode code, String shown, ViewerEvidence evidence) {}

    private ViewerCases() {}

    static Stream<Case> bad() {
        return Stream.of(connecting(), secured(), starting(), host(), network(), device())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> connecting() {
        Endpoint inside = endpoint("192.168.1.10", 10111, false);
        Endpoint six = endpoint("2001:4860::10", 10111, false);
        return Stream.of(
                of(ViewerVerdictCode.NO_PUBLIC_ADDRESS, "UDP 192.168.1.10:10111", WAITING.with(told(false, inside))),
                of(ViewerVerdictCode.NO_PUBLIC_ADDRESS, "left out of the answer", WAITING.with(told(false))),
                of(
                        ViewerVerdictCode.FAMILY_MISMATCH,
                        "has IPv4 only, and was told UDP [2001:4860::10]:10111",
                        WAITING.with(told(false, six)).with(new Offered(1, 0, 1, 0, 0, 2, 0, true))),
                of(
                        ViewerVerdictCode.FAMILY_MISMATCH,
                        "has IPv6 only",
                        WAITING.with(new Offered(1, 0, 1, 0, 0, 0, 2, true))),
                of(
                        ViewerVerdictCode.NO_CANDIDATES,
                        "it was told no TURN server",
                        WAITING.with(new Offered(0, 0, 0, 0, 0, 0, 0, true))),
                of(
                        ViewerVerdictCode.NO_CANDIDATES,
                        "may not use UDP plays by TCP: say where the TCP port is reached",
                        WAITING.with(new Offered(0, 0, 0, 0, 0, 0, 0, true))),
                of(
                        ViewerVerdictCode.NO_CANDIDATES,
                        "got no relay from " + TURN + ". Start that TURN server",
                        WAITING.with(withTurn(REACHED)).with(Offered.NONE)),
                of(
                        ViewerVerdictCode.NO_CANDIDATES,
                        "the right time on both hosts",
                        WAITING.with(withTurn(FORWARDED)).with(new Offered(0, 0, 0, 0, 0, 0, 0, true))),
                of(
                        ViewerVerdictCode.RELAY_SILENT,
                        "for 3 s no packet came from there to UDP 51.161.209.200:10111",
                        WAITING.with(new Offered(0, 0, 0, 2, 0, 2, 0, true))),
                of(
                        ViewerVerdictCode.TCP_ONLY,
                        "names no TCP port",
                        WAITING.with(new Offered(0, 0, 0, 0, 2, 0, 0, true))),
                of(
                        ViewerVerdictCode.MDNS_ONLY,
                        ".local names",
                        WAITING.with(new Advertised(List.of(UDP), false, true, false, 10111, false, List.of()))
                                .with(new Offered(0, 2, 0, 0, 0, 0, 0, true))),
                of(
                        ViewerVerdictCode.PORT_UNREACHABLE,
                        "Open UDP 10111 in the firewall",
                        WAITING.with(told(false, UDP))),
                of(ViewerVerdictCode.PORT_UNREACHABLE, "frpc has no udp proxy for remotePort 10111", TUNNELLED),
                of(ViewerVerdictCode.PORT_UNREACHABLE, "not forwarded to port 20111", WAITING),
                of(
                        ViewerVerdictCode.PORT_UNREACHABLE,
                        "which a STUN server has told",
                        WAITING.with(new Advertised(List.of(UDP), false, true, false, 10111, false, List.of()))),
                of(
                        ViewerVerdictCode.PORT_UNREACHABLE,
                        "No connection for media came to TCP 51.161.209.200:10110",
                        WAITING.with(told(true, TCP)).with(new Offered(0, 0, 0, 0, 2, 0, 0, true))),
                of(
                        ViewerVerdictCode.PORT_UNREACHABLE,
                        "set a public address of IPv4, too",
                        WAITING.with(told(false, six)).with(new Offered(0, 1, 0, 0, 0, 0, 0, true))),
                of(ViewerVerdictCode.VIEWER_BLOCKED, "those of others did", WAITING.with(REACHED)),
                of(
                        ViewerVerdictCode.VIEWER_BLOCKED,
                        "It got no relay from " + TURN + ", either",
                        WAITING.with(withTurn(REACHED))),
                of(
                        ViewerVerdictCode.PORT_UNREACHABLE,
                        "It got no relay from " + TURN,
                        WAITING.with(withTurn(FORWARDED))),
                of(
                        ViewerVerdictCode.VIEWER_BLOCKED,
                        "TLS on port 443",
                        WAITING.with(new Advertised(List.of(UDP, TCP), true, false, false, 20111, true, List.of()))));
    }

    private static Stream<Case> secured() {
        return Stream.of(
                of(ViewerVerdictCode.ANSWERS_LOST, "UDP from port 20111", WAITING.with(CHECKED)),
                of(ViewerVerdictCode.ANSWERS_LOST, "come through the tunnel", TUNNELLED.with(CHECKED)),
                of(
                        ViewerVerdictCode.ANSWERS_LOST,
                        "the TURN server's relay ports",
                        TUNNELLED.with(CHECKED).with(new Offered(0, 0, 0, 1, 0, 1, 0, true))),
                of(
                        ViewerVerdictCode.DTLS_NOT_BEGUN,
                        "did not begin the DTLS handshake",
                        WAITING.with(reached(100, 150, -1, -1))),
                of(ViewerVerdictCode.DTLS_UNFINISHED, "up to 1200 bytes", WAITING.with(reached(100, 150, 200, -1))),
                of(
                        ViewerVerdictCode.DTLS_UNFINISHED,
                        "udpPacketSize to 1500",
                        TUNNELLED.with(reached(100, 150, 200, -1))),
                of(
                        ViewerVerdictCode.DTLS_FAILED,
                        "failed: another certificate",
                        WAITING.withAge(400)
                                .with(new Connection(
                                        OptionalLong.of(100),
                                        OptionalLong.of(150),
                                        OptionalLong.of(200),
                                        OptionalLong.empty(),
                                        false,
                                        false,
                                        false,
                                        Optional.of("another certificate")))),
                of(
                        ViewerVerdictCode.VIEWER_SILENT,
                        "does not answer any more",
                        GOOD.with(new Connection(
                                OptionalLong.of(100),
                                OptionalLong.of(150),
                                OptionalLong.of(200),
                                OptionalLong.of(250),
                                false,
                                false,
                                true,
                                Optional.empty()))));
    }

    private static Stream<Case> starting() {
        Playback nothing = new Playback(true, OptionalLong.empty(), 0, 0, 0, 0, 0);
        Delivery unheard = new Delivery("VP8", OptionalLong.of(300), OptionalLong.empty(), 700, 0, 30);
        return Stream.of(
                of(
                        ViewerVerdictCode.NO_SOURCE,
                        "the source gives none",
                        NO_PICTURE.with(new Host(30, 0, 0, Optional.empty(), 0, 0))),
                of(
                        ViewerVerdictCode.NO_ENCODER,
                        "for it: no such device",
                        NO_PICTURE.with(new Host(30, 30, 0, Optional.of("no such device"), 0, 0))),
                of(
                        ViewerVerdictCode.NO_ENCODER,
                        "makes no frames of them",
                        NO_PICTURE.with(new Host(30, 30, 0, Optional.empty(), 0, 0))),
                of(ViewerVerdictCode.NOTHING_SENT, "none is sent to it", NO_PICTURE),
                of(
                        ViewerVerdictCode.MEDIA_LOST,
                        "700 packets",
                        GOOD.with(unheard).with(nothing)),
                of(
                        ViewerVerdictCode.MEDIA_LOST,
                        "the tunnel is not overloaded",
                        withRoute(GOOD, Route.TUNNEL).with(unheard).with(nothing)),
                of(ViewerVerdictCode.NOT_DECODED, "none of the H264", GOOD.with(nothing)),
                of(
                        ViewerVerdictCode.NOT_SHOWN,
                        "waits for a click",
                        GOOD.with(new Playback(true, OptionalLong.empty(), 90, 30, 0, 4, 60))));
    }

    private static Stream<Case> host() {
        return Stream.of(
                of(
                        ViewerVerdictCode.SLOW_SOURCE,
                        "gives 8 pictures a second; the settings say 30",
                        GOOD.with(new Host(30, 8.2, 8, Optional.empty(), 0, 0))),
                of(
                        ViewerVerdictCode.BUSY_HOST,
                        "waits 180 ms",
                        GOOD.with(new Host(30, 8.2, 8, Optional.empty(), 30, 180))),
                of(
                        ViewerVerdictCode.SLOW_ENCODER,
                        "makes 12 frames a second of 30",
                        GOOD.with(new Host(30, 30, 12, Optional.empty(), 0, 0))),
                of(
                        ViewerVerdictCode.BUSY_HOST,
                        "waits 350 ms",
                        GOOD.with(new Host(30, 29, 28, Optional.empty(), 350, 350))),
                of(
                        ViewerVerdictCode.SOCKET_FULL,
                        "refused 40 packets",
                        GOOD.with(new Delivery("H264", OptionalLong.of(300), OptionalLong.of(1300), 2000, 40, 30))));
    }

    private static Stream<Case> network() {
        Path queued = path(0.0, 80, 900, 2_000_000, 2_500_000, 0);
        Path narrow = path(0.0, 80, 60, 700_000, 600_000, 0);
        return Stream.of(
                of(ViewerVerdictCode.LOSS, "8 %", GOOD.with(path(0.08, 40, 20, 4_000_000, 2_500_000, 0))),
                of(ViewerVerdictCode.LOSS, "6 %", GOOD.with(path(0.06, 40, 200, 2_000_000, 2_500_000, 0))),
                of(ViewerVerdictCode.LONG_QUEUE, "wait 900 ms in a queue on the way", GOOD.with(queued)),
                of(
                        ViewerVerdictCode.LONG_QUEUE,
                        "transport.tcpMux",
                        withRoute(GOOD, Route.TUNNEL).with(queued)),
                of(ViewerVerdictCode.NARROW_PATH, "700 kbit/s, and the full picture needs 2500", GOOD.with(narrow)),
                of(
                        ViewerVerdictCode.NARROW_PATH,
                        "the tunnel is too narrow",
                        withRoute(GOOD, Route.TUNNEL).with(path(0.08, 80, 200, 700_000, 2_500_000, 9))),
                of(ViewerVerdictCode.LONG_WAY, "takes 600 ms", GOOD.with(path(0, 1200, 10, 4_000_000, 2_500_000, 0))),
                of(
                        ViewerVerdictCode.JITTER,
                        "plays them 720 ms late",
                        GOOD.with(new Playback(true, OptionalLong.of(450), 300, 30, 0, 4, 700))));
    }

    private static Stream<Case> device() {
        return Stream.of(
                of(
                        ViewerVerdictCode.SLOW_DECODER,
                        "shows 11 of 30",
                        GOOD.with(new Playback(true, OptionalLong.of(450), 300, 11, 0, 80, 90))),
                of(
                        ViewerVerdictCode.SLOW_DECODER,
                        "shows 28 of 30",
                        GOOD.with(new Playback(true, OptionalLong.of(450), 300, 28, 0.3, 9, 90))));
    }

    /** Viewers that nobody may complain about. */
    static Stream<ViewerEvidence> good() {
        return Stream.of(
                GOOD,
                withRoute(GOOD, Route.TUNNEL),
                withRoute(GOOD, Route.NEIGHBOUR),
                ViewerEvidence.of(Route.DIRECT),
                WAITING.withAge(2900),
                // A WHEP client that reports nothing but RTCP.
                GOOD.with(Playback.NONE),
                // Smaller because its own window is small, or the path is somewhat narrow.
                GOOD.with(path(0.01, 120, 50, 1_600_000, 1_200_000, 0)),
                // A mobile network on a good day; a film at 24 pictures a second.
                GOOD.with(path(0.03, 150, 80, 2_400_000, 2_500_000, 0)),
                GOOD.with(new Host(30, 24, 24, Optional.empty(), 20, 20))
                        .with(new Playback(true, OptionalLong.of(450), 300, 24, 0.01, 9, 90))
                        .with(new Delivery("VP8", OptionalLong.of(300), OptionalLong.of(1300), 2000, 0, 24)),
                // Just connected: the first packet is out, and nothing came back yet.
                GOOD.withAge(1400)
                        .with(new Delivery("H264", OptionalLong.of(300), OptionalLong.empty(), 90, 0, 30))
                        .with(Playback.NONE),
                // A still picture of a screen, for which the estimate is never tried.
                GOOD.with(path(0, 40, 5, 900_000, 2_500_000, 0)));
    }

    static ViewerEvidence withRoute(ViewerEvidence evidence, Route route) {
        return new ViewerEvidence(
                evidence.age(),
                route,
                evidence.offered(),
                evidence.advertised(),
                evidence.connection(),
                evidence.delivery(),
                evidence.path(),
                evidence.playback(),
                evidence.host());
    }

    private static Case of(ViewerVerdictCode code, String shown, ViewerEvidence evidence) {
        return new Case(code, shown, evidence);
    }

    private static Path path(double lost, long roundTrip, long queueing, long estimate, long sent, long leftOut) {
        return new Path(
                lost, OptionalLong.of(roundTrip), queueing, OptionalLong.of(estimate), sent, 2_500_000, leftOut);
    }

    private static Advertised told(boolean translated, Endpoint... endpoints) {
        return new Advertised(List.of(endpoints), translated, false, false, 10111, false, List.of());
    }

    /** A viewer that was told this was told a TURN server, too. */
    private static Advertised withTurn(Advertised advertised) {
        return new Advertised(
                advertised.endpoints(),
                advertised.translated(),
                advertised.punched(),
                advertised.relayed(),
                advertised.localPort(),
                advertised.reached(),
                List.of(TURN));
    }

    private static Connection reached(long check, long pair, long hello, long secured) {
        return new Connection(at(check), at(pair), at(hello), at(secured), false, false, false, Optional.empty());
    }

    private static OptionalLong at(long millis) {
        return millis < 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    private static Endpoint endpoint(String address, int port, boolean tcp) {
        return new Endpoint(IpAddress.parse(address).orElseThrow(), port, tcp);
    }
}
