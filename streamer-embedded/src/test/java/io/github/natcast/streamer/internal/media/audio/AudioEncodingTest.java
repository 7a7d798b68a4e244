package io.github.natcast.streamer.internal.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AudioEncodingTest {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final AudioSettings MONO =
            AudioSettings.defaults().withChannels(1).withFrameMillis(20);

    private final FakeAudioCodecs codecs = new FakeAudioCodecs();
    private final AudioEncoding encoding = new AudioEncoding(MONO, codecs, System::nanoTime);
    private final BlockingQueue<EncodedAudio> packets = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        encoding.close();
        assertThat(codecs.open).as("encoders and resamplers left open").hasValue(0);
    }

    @Test
    void sendsSilenceWithoutASource() throws Exception {
        encoding.subscribe(packets::add);
        List<EncodedAudio> first = next(5);
        assertThat(first).allSatisfy(packet -> assertThat(packet.data()).containsExactly(0));
        for (int i = 1; i < first.size(); i++) {
            assertThat(first.get(i).captureTimeNanos() - first.get(i - 1).captureTimeNanos())
                    .isEqualTo(FRAME_NANOS);
        }
    }

    @Test
    void bringsTheAudioOfASourceThatComesLater() throws Exception {
        encoding.subscribe(packets::add);
        next(2);
        for (int i = 0; i < 10; i++) {
            encoding.offer(audio(0.5f, System.nanoTime() + i * FRAME_NANOS), i == 0);
        }
        EncodedAudio packet = next(1).get(0);
        for (int i = 0; i < 50 && packet.data()[0] == 0; i++) {
            packet = next(1).get(0);
        }
        assertThat(packet.data()).containsExactly(50);
    }

    @Test
    void restsWithoutSubscribers() throws Exception {
        AudioEncoding.Subscription first = encoding.subscribe(packets::add);
        next(1);
        first.close();
        first.close();
        assertThat(encoding.status().subscribers()).isZero();
        encoding.offer(audio(0.5f, System.nanoTime()), false);
        encoding.subscribe(packets::add).close();
        AudioEncoding.Subscription second = encoding.subscribe(packets::add);
        next(2);
        second.close();
        assertThat(encoding.status().dropped()).isZero();
    }

    @Test
    void anErrorIsToldAndTheEncoderOpenedAgain() throws Exception {
        ThreadFailures failures = new ThreadFailures(System::nanoTime, sentence -> {});
        AtomicLong now = new AtomicLong(System.nanoTime());
        try (AudioEncoding watched = new AudioEncoding(MONO, codecs, now::get, failures)) {
            codecs.broken.set(1);
            watched.subscribe(packets::add);
            while (watched.status().failure().isEmpty()) {
                now.addAndGet(FRAME_NANOS);
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThat(failures.reason().orElseThrow()).contains("natcast-encoder opus", "a failure of this test");
            for (int i = 0; i < 5_000 && packets.isEmpty(); i++) {
                now.addAndGet(FRAME_NANOS);
                TimeUnit.MILLISECONDS.sleep(1);
            }
            next(1);
            assertThat(watched.status().failure()).isEmpty();
        }
    }

    @Test
    void saysWhyNothingIsEncoded() throws Exception {
        codecs.refusing = true;
        encoding.subscribe(packets::add);
        for (int i = 0; i < 500 && encoding.status().failure().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(encoding.status().failure()).contains("libopus: not today");
    }

    @Test
    void silenceCostsNextToNothing() {
        List<EncodedAudio> out = new ArrayList<>();
        AudioLoop loop = new AudioLoop(MONO, codecs, out::add);
        for (long now = 0; now < 10_000_000_000L; now = loop.encode(now)) {}
        loop.rest();
        assertThat(out.size()).as("packets in ten seconds").isBetween(50, 70);
        assertThat(out).allMatch(EncodedAudio::silent);
        assertThat(out.get(15).captureTimeNanos() - out.get(13).captureTimeNanos())
                .isEqualTo(DiscontinuousTransmission.MILLIS_BETWEEN_REFRESHES * 1_000_000L);
    }

    @Test
    void whoeverListensAfterARestGetsSilenceAtOnceAndNoPause() {
        List<EncodedAudio> out = new ArrayList<>();
        AudioLoop loop = new AudioLoop(MONO, codecs, out::add);
        long now = 0;
        while (now < 1_000_000_000L) {
            now = loop.encode(now);
        }
        loop.rest();
        out.clear();
        loop.frames.set(0);
        for (long begin = now; now < begin + 200_000_000L; now = loop.encode(now)) {}
        loop.rest();
        assertThat(out).hasSize(loop.frames.intValue()).hasSizeGreaterThan(3).allMatch(EncodedAudio::silent);
    }

    @Test
    void audioEndsAPauseAtOnce() {
        List<EncodedAudio> out = new ArrayList<>();
        AudioLoop loop = new AudioLoop(MONO, codecs, out::add);
        long now = 0;
        while (now < 1_000_000_000L) {
            now = loop.encode(now);
        }
        out.clear();
        for (int i = 0; i < 10; i++) {
            loop.append(audio(0.5f, now + i * FRAME_NANOS), false, now);
        }
        for (int i = 0; i < 10; i++) {
            now = loop.encode(now);
        }
        loop.rest();
        assertThat(out).filteredOn(packet -> packet.data()[0] == 50).hasSize(10).noneMatch(EncodedAudio::silent);
    }

    @Test
    void triesAgainAfterAFailure() {
        List<EncodedAudio> out = new ArrayList<>();
        AudioLoop loop = new AudioLoop(MONO, codecs, out::add);
        long second = 1_000_000_000L;
        codecs.refusing = true;
        loop.encode(0);
        loop.encode(second);
        assertThat(loop.failure()).isPresent();
        codecs.refusing = false;
        loop.encode(2 * second);
        assertThat(out).isEmpty();
        loop.encode(7 * second);
        assertThat(out).isNotEmpty();
        assertThat(loop.failure()).isEmpty();
        loop.rest();
    }

    private List<EncodedAudio> next(int count) throws InterruptedException {
        List<EncodedAudio> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EncodedAudio packet = packets.poll(10, TimeUnit.SECONDS);
            assertThat(packet).as("packet %d", i).isNotNull();
            taken.add(packet);
        }
        return taken;
    }

    private static AudioFrame audio(float value, long captureTimeNanos) {
        float[] samples = new float[960];
        Arrays.fill(samples, value);
        return AudioFrame.of(samples, AudioSettings.SAMPLE_RATE, 1, captureTimeNanos);
    }
}
