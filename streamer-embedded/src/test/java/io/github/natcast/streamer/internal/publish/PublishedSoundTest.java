package io.github.natcast.streamer.internal.publish;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegAudio;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The audio that a media server gets, of libopus, heard or not. */
@Timeout(60)
final class PublishedSoundTest {
    private static final int OPUS = 111;
    private static final int SAMPLES_PER_PACKET = 480;
    /** RFC 6716 §3.1: stereo, and one frame. */
    private static final int ONE_STEREO_FRAME = 4;

    private final PublishingChannel channel =
            new PublishingChannel(new AudioEncoding(AudioSettings.defaults(), new FfmpegAudio(), System::nanoTime));
    private final DtlsServer engines = PublishingChannel.dtls();
    private final TestEngine engine =
            new TestEngine(engines, DtlsRole.CLIENT, channel.control, SrtpProfile.AEAD_AES_128_GCM);

    PublishedSoundTest() throws Exception {}

    @AfterEach
    void close() {
        engine.close();
        channel.close();
        engines.close();
    }

    @Test
    void aSilentSourceIsHeardOfAtOnce() throws Exception {
        publish();
        List<byte[]> sound = sound(10);
        assertThat(sound).allSatisfy(packet -> assertThat(payload(packet)).isLessThanOrEqualTo(3));
        assertThat(timestamp(sound.get(9)) - timestamp(sound.get(0)))
                .as("without a pause")
                .isEqualTo(9 * SAMPLES_PER_PACKET);
    }

    @Test
    void aToneComesInStereo() throws Exception {
        channel.tone = true;
        publish();
        List<byte[]> sound = sound(40);
        assertThat(sound.subList(20, 40)).allSatisfy(packet -> {
            assertThat(payload(packet)).isGreaterThan(20);
            assertThat(packet[packet.length - payload(packet)] & 7).isEqualTo(ONE_STEREO_FRAME);
        });
        for (int i = 1; i < sound.size(); i++) {
            assertThat(timestamp(sound.get(i)) - timestamp(sound.get(i - 1))).isEqualTo(SAMPLES_PER_PACKET);
        }
    }

    private void publish() throws Exception {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        PublicationSession session = channel.open(channel.streams, new Unheard());
        channel.control.execute(() -> session.offer(List.of())
                .thenAccept(offer -> channel.control.execute(() -> {
                    try {
                        session.answer(engine.answer(offer));
                        answered.complete(null);
                    } catch (Exception e) {
                        answered.completeExceptionally(e);
                    }
                })));
        answered.get(20, SECONDS);
    }

    /** The first packets of Opus. */
    private List<byte[]> sound(int packets) throws Exception {
        List<byte[]> sound = new ArrayList<>();
        for (int i = 0; i < 300 && sound.size() < packets; i++) {
            byte[] packet = Objects.requireNonNull(engine.nextRtp(), "nothing comes");
            if ((packet[1] & 0x7f) == OPUS) {
                sound.add(packet);
            }
        }
        assertThat(sound).hasSize(packets);
        return sound;
    }

    private static int payload(byte[] packet) {
        return header(packet).payloadLength();
    }

    private static int timestamp(byte[] packet) {
        return header(packet).timestamp();
    }

    private static RtpHeader header(byte[] packet) {
        return RtpHeader.read(packet, 0, packet.length).orElseThrow();
    }

    private static final class Unheard implements PublicationSession.Listener {
        @Override
        public void onPath(MediaPath path) {}

        @Override
        public void onFirstPacket() {}

        @Override
        public void onSilence() {}

        @Override
        public void onHeard() {}

        @Override
        public void onFailed(String reason) {}
    }
}
