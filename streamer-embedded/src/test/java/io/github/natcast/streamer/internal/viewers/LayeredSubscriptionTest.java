package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.rate.FixedRate;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.sender.NoEgress;
import io.github.natcast.streamer.internal.sender.Packetizers;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is encoded for a receiver of several renditions at once. */
final class LayeredSubscriptionTest {
    private static final long SECOND = 1_000_000_000;

    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults().withSenderThreads(1),
            NoEgress::new,
            System::nanoTime,
            InstantSource.system(),
            new Random(1),
            Thread::new);
    private final VideoEncodings encodings = new VideoEncodings(
            VideoSettings.defaults(), new TestEncoders("cpu"), System::nanoTime, () -> {}, event -> {});
    private final SharedLadder shared = new SharedLadder(
            encodings,
            EncodingFormat.of(VideoCodec.VP8),
            keyFrames ->
                    fanout.broadcast(Packetizers.of(VideoCodec.VP8, OptionalInt.empty(), new Random(2)), keyFrames));

    @AfterEach
    void close() {
        fanout.close();
        encodings.close();
    }

    private List<Integer> held() {
        return List.of(shared.viewers(0), shared.viewers(1), shared.viewers(2));
    }

    @Test
    void holdsWhatIsOnAndWhatIsAwaited() {
        LayeredSubscription layers = shared.subscribe(List.of(0, 1, 2));
        layers.want(0);
        assertThat(held()).as("before the start").containsExactly(0, 0, 0);
        layers.start();
        layers.start();
        assertThat(held()).containsExactly(1, 1, 1);
        layers.sent(2);
        assertThat(held()).containsExactly(0, 0, 1);
        assertThat(layers.broadcasts())
                .containsExactly(shared.ladder().broadcasts().get(2));
        layers.want(0);
        assertThat(held()).as("until it is sent, or not wanted any more").containsExactly(1, 1, 1);
        layers.sent(2);
        layers.want(1);
        assertThat(held()).containsExactly(0, 1, 1);
        layers.sent(1);
        assertThat(layers.broadcasts()).hasSize(2);
        layers.close();
        layers.close();
        layers.want(0);
        assertThat(held()).containsExactly(0, 0, 0);
        assertThat(encodings.isWatched()).isFalse();
    }

    /** As for a viewer that is sent nothing else. */
    @Test
    void theSmallestEncodingFollowsThePathThatCarriesNothingElse() {
        LayeredSubscription layers = shared.subscribe(List.of(0, 2));
        layers.start();
        assertThat(held()).as("what the engine takes").containsExactly(1, 0, 1);
        layers.reportedBy(() -> carrying(0));
        shared.follow(0);
        assertThat(shared.bitsPerSecond(2)).isEqualTo(360_000);
        layers.sent(1);
        layers.reportedBy(() -> carrying(1));
        shared.follow(SECOND);
        assertThat(shared.bitsPerSecond(2)).isEqualTo(200_000);
        layers.close();
    }

    private static RateReport carrying(int index) {
        RateReport nothing = new FixedRate().report(0);
        return new RateReport(
                RateReport.EstimateSource.TRANSPORT_WIDE,
                250_000,
                200_000,
                index,
                index,
                nothing.queueingDelayNanos(),
                nothing.fractionLost(),
                nothing.roundTripNanos(),
                true,
                0,
                0);
    }
}
