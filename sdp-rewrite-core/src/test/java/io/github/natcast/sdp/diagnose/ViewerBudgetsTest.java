package io.github.natcast.sdp.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * A viewer whose budgets are all held plays well, and nobody complains of it. The limits are those of
 * {@code docs/verdicts.md}, written once more: a changed one is seen here.
 */
class ViewerBudgetsTest {
    private static final long FULL = 2_500_000;

    private final Random random = new Random(20261128);

    @Test
    void saysNothingOfAViewerThatPlaysWell() {
        for (int run = 0; run < 50_000; run++) {
            ViewerEvidence evidence = playing(playback());
            assertThat(ViewerDoctor.code(evidence)).as("%s", evidence).isEmpty();
        }
    }

    /** Other clients than the page report nothing but RTCP, so that only the path and the server are known. */
    @Test
    void saysNothingOfAClientThatReportsNothing() {
        for (int run = 0; run < 20_000; run++) {
            ViewerEvidence evidence = playing(Playback.NONE);
            assertThat(ViewerDoctor.code(evidence)).as("%s", evidence).isEmpty();
        }
    }

    /** However much is still missing. */
    @Test
    void saysNothingWhileABudgetLasts() {
        for (int run = 0; run < 20_000; run++) {
            long secured = upTo(6_000);
            ViewerEvidence connecting = ViewerEvidence.of(route())
                    .withAge(upTo(2_999))
                    .with(offered())
                    .with(advertised());
            ViewerEvidence starting = connecting
                    .with(secured(secured))
                    .withAge(secured + upTo(999))
                    .with(host());
            assertThat(ViewerDoctor.code(connecting)).as("%s", connecting).isEmpty();
            assertThat(ViewerDoctor.code(starting)).as("%s", starting).isEmpty();
        }
    }

    /** One step over one limit, and it is that limit's verdict. */
    @RepeatedTest(100)
    void namesTheOneBudgetThatIsMissed() {
        ViewerEvidence good = playing(playback());
        Path path = new Path(0, OptionalLong.of(0), 0, OptionalLong.of(FULL), FULL, FULL, 0);
        Playback shown = new Playback(true, OptionalLong.of(900), 300, 30, 0, 1, 0);
        ViewerEvidence wide = good.with(path).with(shown).with(new Host(30, 30, 30, Optional.empty(), 0, 0));

        assertThat(ViewerDoctor.code(wide)).isEmpty();
        assertIs(
                ViewerVerdictCode.LOSS,
                wide.with(new Path(0.05, path.roundTrip(), 99, path.estimate(), FULL, FULL, 0)));
        assertIs(
                ViewerVerdictCode.LONG_QUEUE,
                wide.with(new Path(0, path.roundTrip(), 500, path.estimate(), FULL, FULL, 0)));
        assertIs(
                ViewerVerdictCode.LONG_WAY,
                wide.with(new Path(0, OptionalLong.of(1000), 0, path.estimate(), FULL, FULL, 0)));
        assertIs(
                ViewerVerdictCode.NARROW_PATH,
                wide.with(new Path(0, path.roundTrip(), 0, OptionalLong.of(FULL / 2 - 1), FULL, FULL, 1)));
        assertIs(ViewerVerdictCode.JITTER, wide.with(new Playback(true, shown.firstFrame(), 300, 30, 0, 1, 500)));
        assertIs(ViewerVerdictCode.SLOW_DECODER, wide.with(new Playback(true, shown.firstFrame(), 300, 30, 0.1, 1, 0)));
        assertIs(ViewerVerdictCode.SLOW_SOURCE, wide.with(new Host(30, 14.9, 14.9, Optional.empty(), 0, 0)));
        assertIs(ViewerVerdictCode.SLOW_ENCODER, wide.with(new Host(30, 30, 22.4, Optional.empty(), 0, 0)));
        assertIs(ViewerVerdictCode.BUSY_HOST, wide.with(new Host(30, 30, 30, Optional.empty(), 200, 200)));
    }

    private static void assertIs(ViewerVerdictCode code, ViewerEvidence evidence) {
        assertThat(ViewerDoctor.code(evidence)).contains(code);
    }

    private ViewerEvidence playing(Playback playback) {
        long secured = upTo(2_999);
        long firstPacket = secured + upTo(300);
        return ViewerEvidence.of(route())
                .withAge(firstPacket + 3_000 + upTo(100_000))
                .with(offered())
                .with(advertised())
                .with(secured(secured))
                .with(new Delivery(
                        "H264", OptionalLong.of(firstPacket), OptionalLong.of(firstPacket + upTo(2_000)), 2000, 0, 30))
                .with(path(playback.buffered()))
                .with(playback)
                .with(host());
    }

    /** The estimate of a wide path is anything; a narrow one still has room for the full rendition's half. */
    private Path path(long buffered) {
        boolean wide = random.nextBoolean();
        long estimate = wide ? upTo(FULL) : FULL / 2 + upTo(FULL);
        long sent = wide ? FULL / 2 + upTo(FULL / 2) : upTo(FULL);
        long trip = 2 * upTo(499 - buffered);
        return new Path(
                0.0499 * random.nextDouble(),
                random.nextBoolean() ? OptionalLong.of(trip) : OptionalLong.empty(),
                upTo(499),
                random.nextBoolean() ? OptionalLong.of(estimate) : OptionalLong.empty(),
                sent,
                FULL,
                wide ? 0 : upTo(50));
    }

    /** It shows what it is sent, or its device is not busy: then the pictures were late or lost, and few at that. */
    private Playback playback() {
        double rate = random.nextBoolean() ? 22.5 + 7.5 * random.nextDouble() : 30 * random.nextDouble();
        double decodeTime = rate < 22.5 ? 24 * random.nextDouble() : 100 * random.nextDouble();
        return new Playback(
                true,
                OptionalLong.of(upTo(4_000)),
                1 + upTo(9_000),
                rate,
                0.0999 * random.nextDouble(),
                decodeTime,
                upTo(499));
    }

    /** A server that keeps up, or one of which little is known. */
    private Host host() {
        double nominal = random.nextInt(4) == 0 ? 0 : 30;
        double source = random.nextInt(4) == 0 ? -1 : 15 + 15 * random.nextDouble();
        double encoded = random.nextInt(4) == 0 ? -1 : source * (0.75 + 0.25 * random.nextDouble());
        return new Host(nominal, source, encoded, Optional.empty(), upTo(199), upTo(199));
    }

    private static Connection secured(long at) {
        OptionalLong before = OptionalLong.of(at / 2);
        return new Connection(before, before, before, OptionalLong.of(at), false, false, false, Optional.empty());
    }

    private Offered offered() {
        return new Offered(few(), few(), few(), few(), few(), few(), few(), random.nextBoolean());
    }

    private Advertised advertised() {
        Endpoint endpoint = new Endpoint(
                IpAddress.parse(random.nextBoolean() ? "192.168.1.10" : "2001:4860::10")
                        .orElseThrow(),
                10111,
                random.nextBoolean());
        return new Advertised(
                random.nextBoolean() ? List.of() : List.of(endpoint),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                10111,
                random.nextBoolean(),
                random.nextBoolean() ? List.of() : List.of("turn:turn.example.org"));
    }

    private Route route() {
        Route[] all = Route.values();
        return all[random.nextInt(all.length)];
    }

    private int few() {
        return random.nextInt(3);
    }

    /** 0 to {@code most}, and both of them often. */
    private long upTo(long most) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> most;
            default -> random.nextLong(most + 1);
        };
    }
}
