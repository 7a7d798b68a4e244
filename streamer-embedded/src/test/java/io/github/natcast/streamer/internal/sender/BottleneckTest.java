package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.SSRC;
import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rate.AdaptiveRate;
import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real packet path and the real rate control, in front of a bottleneck whose rate changes. */
class BottleneckTest {
    private static final long[] RATES = {2_000_000, 900_000, 360_000};
    private static final long DELAY_NANOS = 20_000_000;
    private static final int QUEUE_BYTES = 30_000;

    /** A packet behind the bottleneck. */
    private record Arrived(int transportNumber, long nanos) {}

    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);
    private final List<Broadcast> broadcasts = new ArrayList<>();
    private final boolean[] keyFrameWanted = new boolean[RATES.length];
    private final ArrayDeque<Arrived> underWay = new ArrayDeque<>();
    private final List<Arrived> arrived = new ArrayList<>();
    private final List<Long> queued = new ArrayList<>();
    private final AdaptiveRate rate = new AdaptiveRate(rates(), new AdaptiveRate.Means(true, true), fanout.now);
    private final ViewerSender viewer = fanout.open(rate);
    private long origin;
    private long linkFree;
    private int seen;
    private int frames;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theRenditionFollowsThePathDownAndUp(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < RATES.length; i++) {
            int rendition = i;
            broadcasts.add(new Broadcast(
                    FanoutFixture.PACKETIZER,
                    90_000,
                    () -> keyFrameWanted[rendition] = true,
                    fanout.clock,
                    List.of(fanout.loop)));
        }
        viewer.video(new VideoLadder(broadcasts, rates()), parameters());
        viewer.path(path);
        origin = fanout.now;
        linkFree = fanout.now;

        run(10, 5_000_000, random);
        assertThat(viewer.rate().rendition()).isZero();

        run(1, 800_000, random);
        assertThat(viewer.rate().rendition()).as("within a second").isGreaterThan(0);
        run(1, 800_000, random);
        queued.clear();
        long before = viewer.stats().get(0).framesSent();
        run(18, 800_000, random);
        assertThat(percentile95()).isBetween(1L, 200L);
        assertThat(viewer.stats().get(0).framesSent() - before).isBetween(20L * 18, 26L * 18);

        run(10, 5_000_000, random);
        assertThat(viewer.rate().rendition()).as("within ten seconds").isZero();
        assertThat(fanout.failures).isEmpty();
    }

    /** In steps of a millisecond; the link carries so many bits a second. */
    private void run(int seconds, long bitsPerSecond, Random random) {
        for (int milli = 0; milli < 1000 * seconds; milli++) {
            if ((fanout.now - origin) / 1_000_000 % 40 == 0) {
                encode(random);
            }
            fanout.work();
            carry(bitsPerSecond);
            if ((fanout.now - origin) / 1_000_000 % 70 == 0) {
                report();
            }
            fanout.advance(1);
        }
    }

    private void encode(Random random) {
        for (int i = 0; i < RATES.length; i++) {
            boolean key = keyFrameWanted[i] || frames % 250 == 0;
            keyFrameWanted[i] = false;
            int size = (int) (RATES[i] / 200 * (key ? 5 : 1) * (0.8 + 0.4 * random.nextDouble()));
            broadcasts.get(i).send(frame(size, key));
        }
        frames++;
    }

    private PacketizedFrame frame(int size, boolean key) {
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(size);
        for (int left = size; left > 0; left -= 1100) {
            builder.append(new byte[1100], 0, Math.min(1100, left)).endPayload();
        }
        return builder.build(key, fanout.now);
    }

    /** What the viewer was sent goes through a queue that drops at its end. */
    private void carry(long bitsPerSecond) {
        List<FakeEgress.Sent> sent = fanout.egress.sent;
        for (FakeEgress.Sent one : sent.subList(seen, sent.size())) {
            if (one.isRtcp()) {
                continue;
            }
            int bytes = one.packet().length + 28;
            long wait = Math.max(0, linkFree - fanout.now);
            if (wait * bitsPerSecond / 8_000_000_000L > QUEUE_BYTES) {
                continue;
            }
            queued.add(wait / 1_000_000);
            linkFree = fanout.now + wait + bytes * 8_000_000_000L / bitsPerSecond;
            int number = Bytes.get16(one.packet(), one.header().extensionOffset() + 1);
            underWay.add(new Arrived(number, linkFree + DELAY_NANOS));
        }
        seen = sent.size();
    }

    /** Of all that has arrived by now, with a gap for what was dropped. */
    private void report() {
        while (!underWay.isEmpty() && underWay.element().nanos <= fanout.now) {
            arrived.add(underWay.remove());
        }
        if (arrived.isEmpty()) {
            return;
        }
        int first = arrived.get(0).transportNumber;
        int last = arrived.get(arrived.size() - 1).transportNumber;
        int[] ticks = new int[((last - first) & 0xFFFF) + 1];
        Arrays.fill(ticks, TransportFeedback.LOST);
        long reference = (arrived.get(0).nanos - origin) / 64_000_000;
        for (Arrived one : arrived) {
            long nanos = one.nanos - origin - reference * 64_000_000;
            ticks[(one.transportNumber - first) & 0xFFFF] = (int) (nanos / 250_000);
        }
        arrived.clear();
        fanout.receive(viewer, new TransportFeedback(1, SSRC, 0, first, reference * 256, ticks));
    }

    private long percentile95() {
        return queued.stream()
                .sorted()
                .skip(queued.size() * 95L / 100)
                .findFirst()
                .orElseThrow();
    }

    private static StreamParameters parameters() {
        return new StreamParameters(
                SSRC,
                FanoutFixture.PAYLOAD_TYPE,
                "cname",
                Map.of(HeaderExtension.TRANSPORT_SEQUENCE_NUMBER, 3),
                Optional.empty(),
                Optional.of(new StreamParameters.Retransmission(ViewerModel.RTX_SSRC, ViewerModel.RTX_PAYLOAD_TYPE)));
    }

    private static Renditions rates() {
        return new Renditions() {
            @Override
            public int count() {
                return RATES.length;
            }

            @Override
            public long bitsPerSecond(int index) {
                return RATES[index];
            }
        };
    }
}
