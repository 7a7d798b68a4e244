package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Five viewers beside a media server that takes packets no more. */
@Timeout(120)
final class HangingTargetTest {
    private static final int FRAMES = 60;

    @Test
    void viewersMissNothing() throws Exception {
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.parse("2026-11-22T00:00:00Z"));
        DtlsServer engines = PublishingChannel.dtls();
        try (PublishingChannel channel = new PublishingChannel(5_000);
                TestEngine engine = new TestEngine(engines, DtlsRole.CLIENT, channel.control, SrtpProfile.values())) {
            List<CountingViewer> viewers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                viewers.add(CountingViewer.join(channel, identity));
            }
            publish(channel, engine);
            assertThat(engine.nextRtp()).isNotNull();
            engine.vanish();
            for (CountingViewer viewer : viewers) {
                viewer.take(5 * FRAMES);
                assertThat(viewer.missed()).isZero();
                viewer.close();
            }
        } finally {
            engines.close();
        }
    }

    /** Returns once it is answered. */
    static PublicationSession publish(PublishingChannel channel, TestEngine engine) throws Exception {
        PublicationSession session = channel.open(channel.streams, new Silent());
        String offer = session.offer(List.of()).toCompletableFuture().get(20, TimeUnit.SECONDS);
        String answer = engine.answer(offer);
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        channel.control.execute(() -> {
            try {
                session.answer(answer);
                answered.complete(true);
            } catch (Exception e) {
                answered.completeExceptionally(e);
            }
        });
        answered.get(20, TimeUnit.SECONDS);
        return session;
    }

    private static final class Silent implements PublicationSession.Listener {
        @Override
        public void onPath(MediaPath path) {}

        @Override
        public void onFirstPacket() {}

        @Override
        public void onSilence() {}

        @Override
        public void onFailed(String reason) {}
    }
}
