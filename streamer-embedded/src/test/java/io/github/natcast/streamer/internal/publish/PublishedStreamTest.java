package io.github.natcast.streamer.internal.publish;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.negotiation.AnswerRejectedException;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtcp.PictureLossIndication;
import io.github.natcast.streamer.internal.rtcp.ReceiverEstimatedMaximumBitrate;
import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.topology.IceServer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the offer to the goodbye, to a media server on loopback. */
@Timeout(120)
final class PublishedStreamTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final int SENDER_REPORT = 200;
    private static final int GOODBYE = 203;

    private final PublishingChannel channel = new PublishingChannel();
    private final DtlsServer engines = PublishingChannel.dtls();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    PublishedStreamTest() throws Exception {}

    @AfterEach
    void close() throws Exception {
        channel.close();
        engines.close();
    }

    /** Notes what a session tells. */
    private final class Events implements PublicationSession.Listener {
        @Override
        public void onPath(MediaPath path) {
            events.add("path");
        }

        @Override
        public void onFirstPacket() {
            events.add("first packet");
        }

        @Override
        public void onSilence() {
            events.add("silence");
        }

        @Override
        public void onHeard() {
            events.add("heard");
        }

        @Override
        public void onFailed(String reason) {
            events.add("failed: " + reason);
        }
    }

    private TestEngine engine(DtlsRole role, SrtpProfile... profiles) throws Exception {
        return new TestEngine(engines, role, channel.control, profiles);
    }

    private <T> T onControl(java.util.concurrent.Callable<T> task) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        channel.control.execute(() -> {
            try {
                done.complete(task.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(PATIENCE_SECONDS, SECONDS);
    }

    private PublicationSession publish(TestEngine engine, String... sessionLines) throws Exception {
        return publish(channel.streams, engine, sessionLines);
    }

    private PublicationSession publish(PublishedStreams streams, TestEngine engine, String... sessionLines)
            throws Exception {
        PublicationSession session = channel.open(streams, new Events());
        String offer =
                onControl(() -> session.offer(List.of())).toCompletableFuture().get(PATIENCE_SECONDS, SECONDS);
        String answer = engine.answer(offer, sessionLines);
        onControl(() -> {
            session.answer(answer);
            return true;
        });
        return session;
    }

    private static long ssrc(byte[] packet) {
        return (packet[8] & 0xffL) << 24 | (packet[9] & 0xff) << 16 | (packet[10] & 0xff) << 8 | (packet[11] & 0xff);
    }

    private static int payloadType(byte[] packet) {
        return packet[1] & 0x7f;
    }

    private void send(TestEngine engine, RtcpPacket... packets) throws Exception {
        List<RtcpPacket> compound = new ArrayList<>(List.of(new ReceiverReport(7, List.of())));
        compound.addAll(List.of(packets));
        byte[] buffer =
                new byte[compound.stream().mapToInt(RtcpPacket::encodedLength).sum()];
        RtcpPacket.writeCompound(compound, buffer, 0);
        engine.sendRtcp(buffer);
    }

    @ParameterizedTest(name = "the engine is the DTLS {0}, with {1}; {2}")
    @CsvSource({
        "CLIENT, AEAD_AES_128_GCM, a=x-full",
        "SERVER, AEAD_AES_128_GCM, a=x-full",
        "CLIENT, AES128_CM_HMAC_SHA1_80, a=ice-lite",
        "SERVER, AES128_CM_HMAC_SHA1_80, a=ice-lite"
    })
    void theEngineGetsMediaAndItsFeedbackIsHeard(DtlsRole role, SrtpProfile profile, String sessionLine)
            throws Exception {
        try (TestEngine engine = engine(role, profile)) {
            PublicationSession session = publish(engine, sessionLine);

            byte[] first = present(engine.nextRtp());
            assertThat(engine.keys().profile()).isEqualTo(profile);
            assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("path");
            assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("first packet");
            assertThat(present(engine.nextRtcp())[1] & 0xff).isEqualTo(SENDER_REPORT);

            send(engine, GenericNack.of(7, ssrc(first), List.of((first[2] & 0xff) << 8 | (first[3] & 0xff))));
            byte[] resent = present(engine.nextRtp());
            for (int i = 0; i < 100 && ssrc(resent) == ssrc(first); i++) {
                resent = present(engine.nextRtp());
            }
            assertThat(payloadType(resent)).as("RTX").isEqualTo(payloadType(first) + 1);

            onControl(() -> {
                session.close();
                return true;
            });
            byte[] last = engine.nextRtcp();
            while (last != null && !endsWithGoodbye(last)) {
                last = engine.nextRtcp();
            }
            assertThat(last).as("BYE").isNotNull();
            assertThat(engine.closed.get(PATIENCE_SECONDS, SECONDS)).startsWith("CLOSE_NOTIFY");
            assertThat(session.traffic().packets()).isPositive();
            assertThat(session.traffic().codec()).isEqualTo("VP8");
            assertThat(events).isEmpty();
        }
    }

    private static boolean endsWithGoodbye(byte[] compound) {
        int type = 0;
        for (int at = 0;
                at < compound.length;
                at += 4 + 4 * ((compound[at + 2] & 0xff) << 8 | (compound[at + 3] & 0xff))) {
            type = compound[at + 1] & 0xff;
        }
        return type == GOODBYE;
    }

    @Test
    void severalSessionsAndNoSecondEncoder() throws Exception {
        try (TestEngine one = engine(DtlsRole.CLIENT, SrtpProfile.values());
                TestEngine other = engine(DtlsRole.CLIENT, SrtpProfile.values())) {
            PublicationSession first = publish(one);
            PublicationSession second = publish(other);
            assertThat(one.nextRtp()).isNotNull();
            assertThat(other.nextRtp()).isNotNull();
            assertThat(channel.encoders.opened).hasSize(1);
            onControl(() -> {
                first.close();
                return true;
            });
            assertThat(other.nextRtp()).isNotNull();
            onControl(() -> {
                second.close();
                return true;
            });
        }
    }

    @Test
    void anEngineThatTakesThemGetsAllRenditions() throws Exception {
        try (TestEngine engine = engine(DtlsRole.CLIENT, SrtpProfile.values())) {
            PublicationSession session = publish(channel.simulcast, engine);
            Map<Long, Byte> firsts = new HashMap<>();
            for (int i = 0; i < 100 && firsts.size() < 3; i++) {
                byte[] packet = present(engine.nextRtp());
                firsts.putIfAbsent(ssrc(packet), packet[packet.length - 1]);
            }
            assertThat(firsts).hasSize(3);
            assertThat(firsts.values()).as("each begins with a key frame").containsOnly(PublishingChannel.KEY_FRAME);
            assertThat(channel.encoders.opened).hasSize(3);
            assertThat(session.traffic().packets()).isGreaterThanOrEqualTo(3);

            // What carries no more than the smallest picture.
            int alone = 0;
            long last = 0;
            for (int i = 0; i < 400 && alone < 20; i++) {
                if (i % 8 == 0) {
                    send(engine, new ReceiverEstimatedMaximumBitrate(7, 5_000, List.of()));
                }
                long ssrc = ssrc(present(engine.nextRtp()));
                alone = ssrc == last ? alone + 1 : 0;
                last = ssrc;
            }
            assertThat(alone).isEqualTo(20);
            onControl(() -> {
                session.close();
                return true;
            });
        }
    }

    /**
     * A format keeps the renditions that it had when it was first wanted; an offer has those of the settings of now.
     */
    @ParameterizedTest(name = "of {0}")
    @ValueSource(ints = {1, 2})
    void aChannelThatGrewSendsTheRenditionsThatItHas(int before) throws Exception {
        try (TestEngine one = engine(DtlsRole.CLIENT, SrtpProfile.values());
                TestEngine layered = engine(DtlsRole.CLIENT, SrtpProfile.values())) {
            channel.change(PublishingChannel.VIDEO.withRenditions(before));
            publish(one);
            assertThat(one.nextRtp()).isNotNull();
            channel.change(PublishingChannel.VIDEO.withRenditions(3));
            publish(channel.simulcast, layered);
            Set<Long> streams = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                streams.add(ssrc(present(layered.nextRtp())));
            }
            assertThat(streams).hasSize(before);
        }
    }

    @Test
    void whatWasPreparedIsGivenUpForTheServersThatTheEngineTells() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            PublicationSession session = channel.open(channel.streams, new Events());
            onControl(() -> {
                session.prepare();
                return true;
            });
            int prepared = port(onControl(() -> session.offer(List.of())));
            IceServer told = IceServer.stun("stun:127.0.0.1:" + silent.getLocalPort());
            int offered = port(onControl(() -> session.offer(List.of(told))));
            assertThat(offered).isNotEqualTo(prepared);
            assertThat(isFree(offered)).isFalse();
            for (int i = 0; i < 100 && !isFree(prepared); i++) {
                Thread.sleep(100); // freed by a thread for that
            }
            assertThat(isFree(prepared)).isTrue();
        }
    }

    /** Of an offer's first candidate. */
    private static int port(CompletionStage<String> offer) throws Exception {
        String sdp = offer.toCompletableFuture().get(PATIENCE_SECONDS, SECONDS);
        return SessionDescription.parse(sdp)
                .mediaSections()
                .get(0)
                .candidates()
                .get(0)
                .port();
    }

    private static boolean isFree(int port) {
        try (DatagramSocket bound = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return bound.isBound();
        } catch (SocketException taken) {
            return false;
        }
    }

    private static byte[] present(byte @Nullable [] packet) {
        assertThat(packet).as("a packet in time").isNotNull();
        return Objects.requireNonNull(packet);
    }

    /** How many frames that are none come before the next one; at most so many. */
    private static int untilKeyFrame(TestEngine engine, int most) throws Exception {
        for (int frames = 0; frames < most; frames++) {
            byte[] packet = present(engine.nextRtp());
            if (packet[packet.length - 1] == PublishingChannel.KEY_FRAME) {
                return frames;
            }
        }
        return most;
    }

    @Test
    void aKeyFrameComesEveryTwoSeconds() throws Exception {
        try (TestEngine engine = engine(DtlsRole.CLIENT, SrtpProfile.values())) {
            publish(engine);
            assertThat(untilKeyFrame(engine, 100)).isZero();
            assertThat(untilKeyFrame(engine, 100)).isLessThanOrEqualTo(52);
            assertThat(untilKeyFrame(engine, 100)).isLessThanOrEqualTo(52);
        }
    }

    @Test
    void aKeyFrameThatTheEngineAsksForComes() throws Exception {
        try (TestEngine engine = engine(DtlsRole.CLIENT, SrtpProfile.values())) {
            publish(engine);
            byte[] first = present(engine.nextRtp());
            assertThat(untilKeyFrame(engine, 100)).as("of its own accord").isPositive();
            send(engine, new PictureLossIndication(7, ssrc(first)));
            assertThat(untilKeyFrame(engine, 100)).isLessThan(30);
        }
    }

    @Test
    void aRestartMovesTheMediaToNewSockets() throws Exception {
        try (TestEngine engine = engine(DtlsRole.CLIENT, SrtpProfile.values())) {
            PublicationSession session = publish(engine);
            assertThat(engine.nextRtp()).isNotNull();
            assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("path");
            assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("first packet");

            String fragment = onControl(() -> session.restart(List.of()))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, SECONDS);
            assertThat(SessionDescription.parse("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n" + fragment))
                    .isNotNull();
            String answered = engine.restart(fragment);
            onControl(() -> {
                session.restarted(answered);
                return true;
            });

            assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("path");
            for (int i = 0; i < 50; i++) {
                assertThat(engine.nextRtp()).isNotNull();
            }
            assertThat(events).isEmpty();
        }
    }

    @Test
    void anEngineThatFallsSilentIsNoticedAndHeardAgainAfterARestart() throws Exception {
        TestEngine engine = engine(DtlsRole.CLIENT, SrtpProfile.values());
        publish(engine);
        assertThat(engine.nextRtp()).isNotNull();
        engine.close();

        assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("path");
        assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("first packet");
        assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("silence");
    }

    @Test
    void anAnswerOfNoUseEndsIt() throws Exception {
        PublicationSession session = channel.open(channel.streams, new Events());
        onControl(() -> session.offer(List.of())).toCompletableFuture().get(PATIENCE_SECONDS, SECONDS);
        assertThatThrownBy(() -> onControl(() -> {
                    session.answer("v=0\r\n");
                    return true;
                }))
                .hasCauseInstanceOf(AnswerRejectedException.class);
        assertThat(events).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(DtlsRole.class)
    void anEngineOfAnotherCertificateGetsNothing(DtlsRole role) throws Exception {
        try (TestEngine engine = engine(role, SrtpProfile.values())) {
            PublicationSession session = channel.open(channel.streams, new Events());
            String offer = onControl(() -> session.offer(List.of()))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, SECONDS);
            String answer = engine.answer(offer)
                    .replace(
                            engines.identity().fingerprint().toString(),
                            channel.dtls.identity().fingerprint().toString());
            onControl(() -> {
                session.answer(answer);
                return true;
            });
            assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("path");
            assertThat(events.poll(PATIENCE_SECONDS, SECONDS)).startsWith("failed: the DTLS handshake");
            assertThat(session.traffic().packets()).isZero();
        }
    }
}
