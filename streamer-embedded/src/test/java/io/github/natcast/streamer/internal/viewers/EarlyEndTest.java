package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.TestEncoders;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.answer.Serving;
import io.github.natcast.streamer.internal.channels.BudgetedEncoders;
import io.github.natcast.streamer.internal.channels.ChannelLimits;
import io.github.natcast.streamer.internal.channels.ViewersOpener;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.Offer;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.sender.Fanout;
import io.github.natcast.streamer.internal.sender.FanoutSettings;
import io.github.natcast.streamer.internal.signaling.NoSignals;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import io.github.natcast.streamer.internal.warmup.UsableEncodings;
import io.github.natcast.streamer.internal.warmup.WarmUpOffer;
import io.github.natcast.streamer.security.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Viewers whose end comes while they are opened: by the channel, the server, or those who came after them. */
final class EarlyEndTest {
    private static final int ROUNDS = 1_000;
    private static final int MOST_SPINS = 10_000_000;
    private static final ViewerRequest ORIGIN = new ViewerRequest(
            ViewerRequest.Protocol.WHEP,
            "live",
            "/whep",
            Map.of(),
            Map.of(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final DtlsServer dtls =
            new DtlsServer(DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH), 1, Duration.ofSeconds(5));
    private final SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
    private final BudgetedEncoders encoders =
            new BudgetedEncoders(new TestEncoders("cpu"), ChannelLimits.ofDefaults(), () -> false);
    private final VideoEncodings pictures =
            new VideoEncodings(VideoSettings.defaults(), encoders, System::nanoTime, () -> {}, event -> {});
    private final Fanout fanout = new Fanout(
            FanoutSettings.ofDefaults().withSenderThreads(1),
            transport::openEgress,
            System::nanoTime,
            InstantSource.system(),
            new SecureRandom(),
            Thread::new);
    private final ViewerRegistry all = new ViewerRegistry(new ViewerPlaces(Limits.defaults(), new RefusalCounts(), 10));

    EarlyEndTest() throws Exception {}

    @AfterEach
    void close() {
        pictures.close();
        fanout.close();
        transport.close();
        dtls.close();
    }

    private final class Told implements StreamerListener {
        @Override
        public void onViewerOpened(Viewer viewer) {
            told.add("opened");
        }

        @Override
        public void onViewerState(Viewer viewer, ViewerState state) {
            told.add(state.name());
        }

        @Override
        public void onViewerClosed(Viewer viewer, String reason) {
            told.add("closed");
        }
    }

    /** Whose tasks are done by the time they are given: as early as any loop could. */
    private static final class Immediate implements ControlLoop {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public synchronized void execute(Runnable task) {
            task.run();
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }

    private ViewerFactory factory(ChannelViewers channel) {
        return new ViewersOpener(dtls, Optional.empty(), encoders, new SecureRandom(), InstantSource.system())
                .open(
                        new Serving(transport, fanout, new Immediate(), all, new Told()),
                        channel,
                        ChannelSettings.of(VideoSource.testPattern()),
                        pictures,
                        Optional.empty(),
                        new UsableEncodings(List.of(VideoCodec.VP8), List.of(H264Profile.CONSTRAINED_BASELINE)))
                .viewers();
    }

    private void open(ViewerFactory viewers, ViewerPlaces.Place place) throws Exception {
        LocalMedia media = new LocalMedia(
                List.of(VideoCodec.VP8), viewers.h264(), 1, 2, "cname", "stream", Set.of(), Set.of(), Optional.empty());
        SendPlan plan = Offer.parse(WarmUpOffer.sdp(dtls.identity().fingerprint()))
                .negotiate(media)
                .plan();
        viewers.open(place, viewers.newId(), plan, ORIGIN, new NoSignals(), viewers.newTimeline(), Optional.empty());
    }

    @Test
    void isToldOfInOrderAndLeavesNothing() throws Exception {
        ChannelViewers channel = new ChannelViewers("live", all, OptionalInt.empty());
        ViewerPlaces.Place place = channel.takePlace(ClientKey.of(ORIGIN));
        all.close();
        open(factory(channel), place);
        assertThat(told).containsExactly("opened", "CLOSED", "closed");
        assertThat(all.size()).isZero();
        assertThat(channel.viewers()).isEmpty();
    }

    @Test
    void leavesNothingWhenItsChannelClosesMeanwhile() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ChannelViewers channel = new ChannelViewers("live", all, OptionalInt.empty());
            ViewerFactory viewers = factory(channel);
            ViewerPlaces.Place place = channel.takePlace(ClientKey.of(ORIGIN));
            CompletableFuture<Boolean> empty = new CompletableFuture<>();
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
                await(together);
                for (int i = 0; i < MOST_SPINS && channel.viewers().isEmpty(); i++) {
                    Thread.onSpinWait();
                }
                channel.close("it is over", () -> empty.complete(true));
            });
            await(together);
            open(viewers, place);
            closing.get(20, TimeUnit.SECONDS);
            assertThat(all.size()).as("round %s", round).isZero();
            assertThat(channel.viewers()).isEmpty();
            assertThat(empty).isCompleted();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
