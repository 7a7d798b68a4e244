package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the operator and the viewer's own page are told of its media. */
final class ViewerEntryTest {
    private static final Rendition MIDDLE = new Rendition(1, 854, 480, 900_000);
    private static final List<String> NUMBERS = List.of(
            "targetBitrate",
            "framesSent",
            "framesSkipped",
            "packetsSent",
            "bytesSent",
            "packetsResent",
            "resendsRefused",
            "packetsRefused",
            "keyFrameRequests",
            "packetsLost",
            "fractionLost",
            "jitterMillis");

    private static ViewerStats stats(Optional<ViewerStats.Rate> rate) {
        return new ViewerStats(
                VideoCodec.H264,
                MIDDLE,
                800_000,
                100,
                5,
                900,
                1_000_000,
                11,
                2,
                true,
                0,
                3,
                0.25,
                17,
                Duration.ofNanos(1_234_567),
                Optional.of(Duration.ofMillis(40)),
                rate);
    }

    @Test
    void tellsWhatIsSentAndWhatThePathCarries() {
        Map<String, Object> entry = ViewerEntry.media(stats(Optional.of(new ViewerStats.Rate(
                ViewerStats.Feedback.TRANSPORT_WIDE,
                OptionalLong.of(950_000),
                Duration.ofMillis(12),
                0.01,
                Optional.of(Duration.ofMillis(41)),
                true,
                2,
                4,
                5_000))));
        assertThat(entry)
                .containsEntry("codec", "H264")
                .containsEntry("rendition", Map.of("index", 1, "width", 854, "height", 480, "bitrate", 900_000))
                .containsEntry("targetBitrate", 800_000)
                .containsEntry("packetsResent", 11L)
                .containsEntry("retransmissionStream", true)
                .containsEntry("jitterMillis", 1.2)
                .containsEntry("roundTripMillis", 40.0)
                .containsEntry(
                        "rate",
                        Map.of(
                                "feedback",
                                "transport_wide",
                                "estimate",
                                950_000L,
                                "queueingDelayMillis",
                                12.0,
                                "fractionLost",
                                0.01,
                                "roundTripMillis",
                                41.0,
                                "paced",
                                true,
                                "renditionChanges",
                                2L,
                                "framesLeftOut",
                                4L,
                                "paddingBytes",
                                5_000L));
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        assertThat(ViewerEntry.media(stats(Optional.empty()))).doesNotContainKey("rate");
        ViewerStats.Rate unknown = new ViewerStats.Rate(
                ViewerStats.Feedback.NONE, OptionalLong.empty(), Duration.ZERO, 0, Optional.empty(), true, 0, 0, 0);
        assertThat(ViewerEntry.media(stats(Optional.of(unknown))))
                .extractingByKey("rate", InstanceOfAssertFactories.map(String.class, Object.class))
                .doesNotContainKeys("estimate", "roundTripMillis")
                .containsEntry("feedback", "none")
                .containsEntry("paced", true);
    }

    /** Whatever the counters hold, numbers stay numbers. */
    @Test
    void isAlwaysValidJson() throws Exception {
        Random random = new Random(11);
        ObjectMapper mapper = new ObjectMapper();
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 1e300};
        for (int round = 0; round < 2_000; round++) {
            double fraction = odd[random.nextInt(odd.length)];
            Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));
            ViewerStats stats = new ViewerStats(
                    VideoCodec.AV1,
                    MIDDLE,
                    random.nextInt(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextBoolean(),
                    random.nextLong(),
                    random.nextLong(),
                    fraction,
                    random.nextLong(),
                    duration,
                    Optional.of(duration),
                    Optional.of(new ViewerStats.Rate(
                            ViewerStats.Feedback.REMB,
                            OptionalLong.of(random.nextLong()),
                            duration,
                            fraction,
                            Optional.of(duration),
                            random.nextBoolean(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong())));
            JsonNode read = mapper.readTree(mapper.writeValueAsString(ViewerEntry.media(stats)));
            assertThat(NUMBERS).allMatch(name -> read.get(name).isNumber());
            assertThat(read.get("rate").get("fractionLost").isNumber()).isTrue();
            assertThat(read.get("rate").get("queueingDelayMillis").isNumber()).isTrue();
            assertThat(read.get("rate").get("estimate").isNumber()).isTrue();
        }
    }
}
