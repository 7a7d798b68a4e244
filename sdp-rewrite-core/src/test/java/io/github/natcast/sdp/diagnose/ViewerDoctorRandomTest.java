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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Any evidence at all, contradictory ones too: a client may report what it likes. */
class ViewerDoctorRandomTest {
    private static final List<String> ADDRESSES =
            List.of("51.161.209.200", "192.168.1.10", "127.0.0.1", "2001:4860::10", "fd00::1", "100.64.0.1");
    private static final List<Route> ROUTES = List.of(Route.values());
    private static final double[] ODD = {0, -1, 1, 0.5, 30, 1e308, Double.NaN, Double.POSITIVE_INFINITY, -1e9};

    private final Random random = new Random(20261127);

    @Test
    void saysOneThingOrNothingWhateverWasSeen() {
        Set<ViewerVerdictCode> said = EnumSet.noneOf(ViewerVerdictCode.class);
        for (int run = 0; run < 30_000; run++) {
            ViewerEvidence evidence = evidence();
            Optional<ViewerVerdict> english = ViewerDoctor.judge(evidence, Locale.ENGLISH);
            Optional<ViewerVerdict> chinese = ViewerDoctor.judge(evidence, Locale.CHINESE);

            assertThat(chinese.map(ViewerVerdict::code)).isEqualTo(english.map(ViewerVerdict::code));
            english.ifPresent(verdict -> {
                said.add(verdict.code());
                assertThat(verdict.operator()).isNotBlank().doesNotContainPattern("\\{\\d}");
                assertThat(verdict.general()).isNotBlank().doesNotContain("secret words", "40404");
                assertThat(verdict.viewer()).isNotBlank().doesNotContain("secret words", "40404");
                assertThat(verdict.code().phase() == ViewerVerdictCode.Phase.CONNECTING)
                        .isEqualTo(evidence.connection().secured().isEmpty()
                                || evidence.connection().silent());
            });
        }
        assertThat(said).containsExactlyInAnyOrder(ViewerVerdictCode.values());
    }

    private ViewerEvidence evidence() {
        return new ViewerEvidence(
                time(12_000),
                ROUTES.get(random.nextInt(ROUTES.size())),
                new Offered(few(), few(), few(), few(), few(), few(), few(), random.nextBoolean()),
                new Advertised(
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(each -> endpoint())
                                .toList(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        40404,
                        random.nextBoolean(),
                        random.nextBoolean() ? List.of() : List.of("turn:192.0.2.9")),
                new Connection(
                        maybe(),
                        maybe(),
                        maybe(),
                        maybe(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(20) == 0,
                        random.nextInt(10) == 0 ? Optional.of("secret words") : Optional.empty()),
                new Delivery("AV1", maybe(), maybe(), random.nextLong(), few(), odd()),
                new Path(
                        random.nextBoolean() ? 0 : odd(),
                        maybe(),
                        time(1500),
                        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(5_000_000)),
                        random.nextInt(3_000_000),
                        random.nextInt(3_000_000),
                        few()),
                new Playback(random.nextBoolean(), maybe(), few(), odd(), odd(), odd(), time(900)),
                new Host(
                        odd(),
                        odd(),
                        odd(),
                        random.nextInt(5) == 0 ? Optional.of("secret words") : Optional.empty(),
                        time(300),
                        time(300)));
    }

    private Endpoint endpoint() {
        String address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
        return new Endpoint(IpAddress.parse(address).orElseThrow(), 1 + random.nextInt(40_000), random.nextBoolean());
    }

    private int few() {
        return random.nextInt(3) == 0 ? random.nextInt(3) : 0;
    }

    private double odd() {
        return random.nextBoolean() ? 30 * random.nextDouble() : ODD[random.nextInt(ODD.length)];
    }

    private OptionalLong maybe() {
        return random.nextBoolean() ? OptionalLong.of(time(6000)) : OptionalLong.empty();
    }

    private long time(int most) {
        return random.nextInt(most);
    }
}
